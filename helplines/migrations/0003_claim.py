import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("helplines", "0002_history"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Claim",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("until", models.DateTimeField()),
            ],
            options={
                "ordering": ["until"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="helplineverification",
            name="helplines_helplineverification_outcome_is_known",
        ),
        migrations.AlterField(
            model_name="helplineverification",
            name="outcome",
            field=models.CharField(
                choices=[
                    ("confirmed", "All of it is right"),
                    ("changed", "Something has changed"),
                    ("no-answer", "Nobody answered"),
                    ("dead", "The number is dead"),
                    ("closed-down", "The service has closed down"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddConstraint(
            model_name="helplineverification",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome__in", ["confirmed", "changed", "no-answer", "dead", "closed-down"])),
                name="helplines_helplineverification_outcome_is_known",
            ),
        ),
        migrations.AddField(
            model_name="claim",
            name="by",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="claims",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="claim",
            name="helpline",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE, related_name="claim", to="helplines.helpline"
            ),
        ),
    ]
