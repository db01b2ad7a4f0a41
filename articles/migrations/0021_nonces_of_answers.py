"""An answer to a preview is known by its words and the opening of its form, no longer by the opening alone."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("articles", "0020_numbers_of_terms")]

    operations = [migrations.RenameField("previewanswer", "ticket", "nonce")]
