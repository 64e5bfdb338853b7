from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("partners", "0002_history"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="partnerverification",
            name="partners_partnerverification_outcome_is_known",
        ),
        migrations.AlterField(
            model_name="partnerverification",
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
            model_name="partnerverification",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome__in", ["confirmed", "changed", "no-answer", "dead", "closed-down"])),
                name="partners_partnerverification_outcome_is_known",
            ),
        ),
    ]
