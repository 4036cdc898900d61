from django.db import migrations

from certificates.permissions import ensure_groups
from certificates.recall import grounds_of


def forward(apps, schema_editor):
    """Note what each certificate issued so far rests on; its snapshot says so."""
    ensure_groups(apps)
    Certificate = apps.get_model("lms_certificates", "Certificate")
    Ground = apps.get_model("lms_certificates", "CertificateGround")
    rows = []
    for pk, snapshot in Certificate.objects.values_list("pk", "snapshot").iterator(chunk_size=500):
        seen = set()
        for result in snapshot.get("results", ()):
            evidence = {key: result.get(key) for key in ("judged_by", "version_digest")}
            for ground in grounds_of(result.get("title", ""), evidence):
                if (ground.kind, ground.value) not in seen:
                    seen.add((ground.kind, ground.value))
                    rows.append(
                        Ground(
                            certificate_id=pk,
                            kind=str(ground.kind),
                            value=ground.value,
                            label=ground.label[:255],
                        )
                    )
        if len(rows) > 2000:
            Ground.objects.bulk_create(rows, ignore_conflicts=True)
            rows = []
    Ground.objects.bulk_create(rows, ignore_conflicts=True)


class Migration(migrations.Migration):
    # Groups are shared with other apps, and the grounds go with their table.
    dependencies = [("lms_certificates", "0007_erasure_reminders_grounds_bulk")]

    operations = [migrations.RunPython(forward, migrations.RunPython.noop)]
