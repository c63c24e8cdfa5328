from django.core.management import call_command
from django.db import migrations


def crear_tabla(apps, schema_editor):
    """Los límites de intentos de ingreso se guardan en la caché, que vive en la base."""
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("comun", "0001_initial")]

    operations = [migrations.RunPython(crear_tabla, migrations.RunPython.noop)]
