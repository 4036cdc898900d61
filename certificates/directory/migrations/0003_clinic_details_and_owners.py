import django.db.models.deletion
import modelcluster.fields
from django.conf import settings
from django.db import migrations, models
from wagtail.images import get_image_model_string


class Migration(migrations.Migration):

    dependencies = [
        ('lms_directory', '0002_create_groups'),
        ('wagtailimages', '0027_image_description'),
        migrations.swappable_dependency(get_image_model_string()),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ClinicAccess',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('feature', models.CharField(choices=[('step_free', 'Step-free from the street to the chair'), ('lift', 'Lift to the treatment room'), ('toilet', 'Accessible toilet'), ('parking', 'Accessible parking close by'), ('chair', 'Treatment in a wheelchair or on a chair that lowers'), ('loop', 'Hearing loop'), ('sign', 'Sign language on request'), ('quiet', 'Quiet appointments'), ('dogs', 'Assistance dogs welcome'), ('companion', 'A companion may stay in the room')], max_length=10, verbose_name='feature')),
            ],
            options={
                'verbose_name': 'accessibility',
                'verbose_name_plural': 'accessibility',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ClinicConfirmation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
            ],
            options={
                'verbose_name': 'confirmation',
                'verbose_name_plural': 'confirmations',
                'ordering': ['-at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='ClinicHours',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('day', models.PositiveSmallIntegerField(choices=[(1, 'Monday'), (2, 'Tuesday'), (3, 'Wednesday'), (4, 'Thursday'), (5, 'Friday'), (6, 'Saturday'), (7, 'Sunday')], verbose_name='day')),
                ('opens', models.TimeField(blank=True, null=True, verbose_name='opens')),
                ('closes', models.TimeField(blank=True, null=True, verbose_name='closes')),
                ('by_appointment', models.BooleanField(default=False, verbose_name='by appointment only')),
            ],
            options={
                'verbose_name': 'opening hours',
                'verbose_name_plural': 'opening hours',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ClinicInvitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('email', models.EmailField(max_length=254, verbose_name='e-mail')),
                ('invited_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('used_at', models.DateTimeField(blank=True, null=True)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'verbose_name': 'invitation',
                'verbose_name_plural': 'invitations',
                'ordering': ['-invited_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='ClinicLanguage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('code', models.CharField(choices=[('sq', 'Albanian'), ('ar', 'Arabic'), ('bn', 'Bengali'), ('bfi', 'British Sign Language'), ('bg', 'Bulgarian'), ('zh', 'Chinese'), ('hr', 'Croatian'), ('cs', 'Czech'), ('da', 'Danish'), ('nl', 'Dutch'), ('en', 'English'), ('et', 'Estonian'), ('fi', 'Finnish'), ('fr', 'French'), ('de', 'German'), ('el', 'Greek'), ('gu', 'Gujarati'), ('ha', 'Hausa'), ('he', 'Hebrew'), ('hi', 'Hindi'), ('hu', 'Hungarian'), ('ga', 'Irish'), ('it', 'Italian'), ('ja', 'Japanese'), ('ko', 'Korean'), ('ku', 'Kurdish'), ('lv', 'Latvian'), ('lt', 'Lithuanian'), ('nb', 'Norwegian'), ('fa', 'Persian'), ('pl', 'Polish'), ('pt', 'Portuguese'), ('pa', 'Punjabi'), ('ro', 'Romanian'), ('ru', 'Russian'), ('gd', 'Scottish Gaelic'), ('sr', 'Serbian'), ('sk', 'Slovak'), ('so', 'Somali'), ('es', 'Spanish'), ('sv', 'Swedish'), ('tl', 'Tagalog'), ('ta', 'Tamil'), ('th', 'Thai'), ('tr', 'Turkish'), ('tw', 'Twi'), ('uk', 'Ukrainian'), ('ur', 'Urdu'), ('vi', 'Vietnamese'), ('cy', 'Welsh'), ('yo', 'Yoruba')], max_length=3, verbose_name='language')),
            ],
            options={
                'verbose_name': 'language',
                'verbose_name_plural': 'languages',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ClinicOwner',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'verbose_name': 'owner of a clinic',
                'verbose_name_plural': 'owners of clinics',
                'ordering': ['since', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='ClinicPhoto',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('alt', models.CharField(max_length=160, verbose_name='what the photo shows')),
            ],
            options={
                'verbose_name': 'photo',
                'verbose_name_plural': 'photos',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ClinicPigment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('brand', models.CharField(max_length=80, verbose_name='brand and line')),
                ('statement', models.CharField(blank=True, help_text='For example: label, batch and safety sheet can be seen at the clinic.', max_length=300, verbose_name='statement')),
            ],
            options={
                'verbose_name': 'pigment',
                'verbose_name_plural': 'pigments',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ConfirmationReminder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('counted_from', models.DateField()),
                ('days', models.PositiveSmallIntegerField()),
                ('claimed_at', models.DateTimeField()),
            ],
            options={
                'verbose_name': 'reminder to confirm',
                'verbose_name_plural': 'reminders to confirm',
            },
        ),
        migrations.CreateModel(
            name='PlaceRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(blank=True, max_length=80, verbose_name='role')),
                ('side', models.CharField(choices=[('person', 'The practitioner'), ('clinic', 'The clinic')], max_length=6)),
                ('asked_at', models.DateTimeField()),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('is_accepted', models.BooleanField(blank=True, null=True)),
            ],
            options={
                'verbose_name': 'request about a place of work',
                'verbose_name_plural': 'requests about places of work',
                'ordering': ['-asked_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='PractitionerLanguage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('code', models.CharField(choices=[('sq', 'Albanian'), ('ar', 'Arabic'), ('bn', 'Bengali'), ('bfi', 'British Sign Language'), ('bg', 'Bulgarian'), ('zh', 'Chinese'), ('hr', 'Croatian'), ('cs', 'Czech'), ('da', 'Danish'), ('nl', 'Dutch'), ('en', 'English'), ('et', 'Estonian'), ('fi', 'Finnish'), ('fr', 'French'), ('de', 'German'), ('el', 'Greek'), ('gu', 'Gujarati'), ('ha', 'Hausa'), ('he', 'Hebrew'), ('hi', 'Hindi'), ('hu', 'Hungarian'), ('ga', 'Irish'), ('it', 'Italian'), ('ja', 'Japanese'), ('ko', 'Korean'), ('ku', 'Kurdish'), ('lv', 'Latvian'), ('lt', 'Lithuanian'), ('nb', 'Norwegian'), ('fa', 'Persian'), ('pl', 'Polish'), ('pt', 'Portuguese'), ('pa', 'Punjabi'), ('ro', 'Romanian'), ('ru', 'Russian'), ('gd', 'Scottish Gaelic'), ('sr', 'Serbian'), ('sk', 'Slovak'), ('so', 'Somali'), ('es', 'Spanish'), ('sv', 'Swedish'), ('tl', 'Tagalog'), ('ta', 'Tamil'), ('th', 'Thai'), ('tr', 'Turkish'), ('tw', 'Twi'), ('uk', 'Ukrainian'), ('ur', 'Urdu'), ('vi', 'Vietnamese'), ('cy', 'Welsh'), ('yo', 'Yoruba')], max_length=3, verbose_name='language')),
            ],
            options={
                'verbose_name': 'language',
                'verbose_name_plural': 'languages',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PractitionerTraining',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('number', models.CharField(max_length=16, verbose_name='certificate number')),
            ],
            options={
                'verbose_name': 'training shown',
                'verbose_name_plural': 'training shown',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='clinic',
            name='email',
            field=models.EmailField(blank=True, help_text='Shown only to somebody who asks for it on the page.', max_length=254, verbose_name='e-mail'),
        ),
        migrations.AddField(
            model_name='clinic',
            name='sterilization_statement',
            field=models.TextField(blank=True, help_text='What is single-use, what is sterilized, how, and how that is tested.', verbose_name='sterilization protocol'),
        ),
        migrations.AddField(
            model_name='clinicservice',
            name='currency',
            field=models.CharField(choices=[('GBP', 'pounds sterling (£)'), ('EUR', 'euros (€)'), ('USD', 'US dollars ($)'), ('CAD', 'Canadian dollars (CA$)'), ('AUD', 'Australian dollars (A$)'), ('NZD', 'New Zealand dollars (NZ$)'), ('CHF', 'Swiss francs (CHF)'), ('AED', 'UAE dirhams (AED)')], default='GBP', max_length=3, verbose_name='currency'),
        ),
        migrations.AddField(
            model_name='clinicservice',
            name='price_from',
            field=models.PositiveIntegerField(blank=True, null=True, verbose_name='price from'),
        ),
        migrations.AddField(
            model_name='clinicservice',
            name='price_to',
            field=models.PositiveIntegerField(blank=True, help_text='The same as “from” where the price is fixed.', null=True, verbose_name='price to'),
        ),
        migrations.AddField(
            model_name='clinicservice',
            name='price_unit',
            field=models.CharField(choices=[('treatment', 'for all sessions together'), ('session', 'for one session'), ('area', 'for one area or scar')], default='treatment', max_length=10, verbose_name='the price is'),
        ),
        migrations.AlterField(
            model_name='clinic',
            name='hygiene_statement',
            field=models.TextField(blank=True, help_text='Shown as what the clinic says.', verbose_name='hygiene protocol'),
        ),
        migrations.AlterField(
            model_name='clinic',
            name='opening_hours',
            field=models.TextField(blank=True, help_text='What the days below cannot say, such as: closed in the last week of August.', verbose_name='more about the hours'),
        ),
        migrations.AlterField(
            model_name='clinic',
            name='price_words',
            field=models.CharField(blank=True, help_text='What the prices of the services do not say, such as: a touch-up is included.', max_length=200, verbose_name='more about prices'),
        ),
        migrations.AddConstraint(
            model_name='clinicservice',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('price_from__isnull', True), ('price_to__isnull', True)), models.Q(('price_from__isnull', False), ('price_from__lte', models.F('price_to')), ('price_to__isnull', False)), _connector='OR'), name='lms_directory_price_is_a_range'),
        ),
        migrations.AddField(
            model_name='clinicaccess',
            name='clinic',
            field=modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='access', to='lms_directory.clinic'),
        ),
        migrations.AddField(
            model_name='clinicconfirmation',
            name='by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='clinicconfirmation',
            name='clinic',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='confirmations', to='lms_directory.clinic'),
        ),
        migrations.AddField(
            model_name='clinichours',
            name='clinic',
            field=modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='hours', to='lms_directory.clinic'),
        ),
        migrations.AddField(
            model_name='clinicinvitation',
            name='clinic',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='invitations', to='lms_directory.clinic'),
        ),
        migrations.AddField(
            model_name='clinicinvitation',
            name='invited_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='clinicinvitation',
            name='used_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='clinicinvitation',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='cliniclanguage',
            name='clinic',
            field=modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='spoken', to='lms_directory.clinic'),
        ),
        migrations.AddField(
            model_name='clinicowner',
            name='clinic',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='owners', to='lms_directory.clinic'),
        ),
        migrations.AddField(
            model_name='clinicowner',
            name='ended_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='clinicowner',
            name='invitation',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='lms_directory.clinicinvitation'),
        ),
        migrations.AddField(
            model_name='clinicowner',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='owned_clinics', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='clinicphoto',
            name='clinic',
            field=modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='photos', to='lms_directory.clinic'),
        ),
        migrations.AddField(
            model_name='clinicphoto',
            name='image',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=get_image_model_string(), verbose_name='photo'),
        ),
        migrations.AddField(
            model_name='clinicpigment',
            name='clinic',
            field=modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='pigments', to='lms_directory.clinic'),
        ),
        migrations.AddField(
            model_name='confirmationreminder',
            name='clinic',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reminders', to='lms_directory.clinic'),
        ),
        migrations.AddField(
            model_name='placerequest',
            name='answered_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='placerequest',
            name='asked_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='placerequest',
            name='clinic',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='place_requests', to='lms_directory.clinic'),
        ),
        migrations.AddField(
            model_name='placerequest',
            name='practitioner',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='place_requests', to='lms_directory.practitioner'),
        ),
        migrations.AddField(
            model_name='practitionerlanguage',
            name='practitioner',
            field=modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='spoken', to='lms_directory.practitioner'),
        ),
        migrations.AddField(
            model_name='practitionertraining',
            name='practitioner',
            field=modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='training', to='lms_directory.practitioner'),
        ),
        migrations.AddConstraint(
            model_name='clinicaccess',
            constraint=models.UniqueConstraint(fields=('clinic', 'feature'), name='lms_directory_access_once'),
        ),
        migrations.AddConstraint(
            model_name='clinichours',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closes__isnull', False), ('opens__isnull', False), ('opens__lt', models.F('closes'))), models.Q(('by_appointment', True), ('closes__isnull', True), ('opens__isnull', True)), _connector='OR'), name='lms_directory_hours_open_before_they_close'),
        ),
        migrations.AddConstraint(
            model_name='clinicinvitation',
            constraint=models.CheckConstraint(condition=models.Q(('used_at__isnull', True), ('withdrawn_at__isnull', True), _connector='OR'), name='lms_directory_invitation_used_or_withdrawn'),
        ),
        migrations.AddIndex(
            model_name='cliniclanguage',
            index=models.Index(fields=['code', 'clinic'], name='lms_directory_language'),
        ),
        migrations.AddConstraint(
            model_name='cliniclanguage',
            constraint=models.UniqueConstraint(fields=('clinic', 'code'), name='lms_directory_language_once'),
        ),
        migrations.AddConstraint(
            model_name='clinicowner',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('clinic', 'user'), name='lms_directory_owner_once'),
        ),
        migrations.AddConstraint(
            model_name='confirmationreminder',
            constraint=models.UniqueConstraint(fields=('clinic', 'counted_from', 'days'), name='lms_directory_reminded_once'),
        ),
        migrations.AddConstraint(
            model_name='placerequest',
            constraint=models.UniqueConstraint(condition=models.Q(('answered_at__isnull', True)), fields=('practitioner', 'clinic'), name='lms_directory_one_open_place_request'),
        ),
        migrations.AddIndex(
            model_name='practitionerlanguage',
            index=models.Index(fields=['code', 'practitioner'], name='lms_directory_person_language'),
        ),
        migrations.AddConstraint(
            model_name='practitionerlanguage',
            constraint=models.UniqueConstraint(fields=('practitioner', 'code'), name='lms_directory_person_language_once'),
        ),
        migrations.AddConstraint(
            model_name='practitionertraining',
            constraint=models.UniqueConstraint(fields=('practitioner', 'number'), name='lms_directory_training_once'),
        ),
    ]
