from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("editions", "0002_history"),
    ]

    operations = [
        migrations.AddField(
            model_name="edition",
            name="news",
            field=models.BinaryField(default=b""),
        ),
    ]
