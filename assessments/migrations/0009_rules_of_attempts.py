import assessments.feedback
import django.core.serializers.json
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('lms_assessments', '0008_answer_files'),
    ]

    operations = [
        migrations.CreateModel(
            name='QuestionPool',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('candidates', models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ('first_used_at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                'verbose_name': 'question pool',
                'verbose_name_plural': 'question pools',
            },
        ),
        migrations.AddField(
            model_name='examexception',
            name='closes_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='the exam closes later'),
        ),
        migrations.AddField(
            model_name='exampage',
            name='behavior',
            field=models.CharField(choices=[('exam', 'Exam: marked when it is handed in'), ('practice', 'Practice: each answer can be checked at once')], default='exam', max_length=8, verbose_name='when answers are marked'),
        ),
        migrations.AddField(
            model_name='exampage',
            name='closes_at',
            field=models.DateTimeField(blank=True, help_text='Nobody can start any more, and attempts in progress end. An exception can give one person longer.', null=True, verbose_name='closes'),
        ),
        migrations.AddField(
            model_name='exampage',
            name='counts',
            field=models.CharField(choices=[('best', 'The best attempt counts'), ('last', 'The last attempt counts')], default='best', max_length=8, verbose_name='which attempt counts'),
        ),
        migrations.AddField(
            model_name='exampage',
            name='opens_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='opens'),
        ),
        migrations.AddField(
            model_name='exampage',
            name='retake',
            field=models.BooleanField(default=False, help_text='Where the last attempt counts, a passed exam can then be lost again.', verbose_name='may be taken again after it is passed'),
        ),
        migrations.AddField(
            model_name='exampage',
            name='tries',
            field=models.PositiveSmallIntegerField(blank=True, help_text='In practice. Leave empty for as many as it takes.', null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(20)], verbose_name='tries for each question'),
        ),
        migrations.AddField(
            model_name='response',
            name='checked',
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='response',
            name='settled',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='response',
            name='tries',
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AlterField(
            model_name='attemptevent',
            name='kind',
            field=models.CharField(choices=[('started', 'Started'), ('answered', 'Answer saved'), ('flagged', 'Flag changed'), ('checked', 'Answer checked'), ('extended', 'Time extended')], max_length=12),
        ),
        migrations.AddField(
            model_name='exampage',
            name='feedback_matrix',
            field=models.JSONField(default=assessments.feedback.default_feedback, encoder=django.core.serializers.json.DjangoJSONEncoder, verbose_name='what trainees see, and when'),
        ),
        migrations.CreateModel(
            name='Exposure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('attempt', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='exposures', to='lms_assessments.attempt')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='exposures', to='lms_assessments.questionversion')),
            ],
            options={
                'verbose_name': 'exposure',
                'verbose_name_plural': 'exposures',
                'constraints': [models.UniqueConstraint(fields=('attempt', 'version'), name='lms_assessments_exposed_once')],
            },
        ),
    ]
