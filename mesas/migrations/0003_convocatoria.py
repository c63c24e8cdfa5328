
import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('actores', '0003_sesiones_de_usuario'),
        ('mesas', '0002_archivo_y_recuento_de_sesion'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='historicalpuntotabla',
            name='material',
            field=models.CharField(blank=True, help_text='Qué conviene leer antes: un enlace o el nombre de un documento.', max_length=300, verbose_name='material'),
        ),
        migrations.AddField(
            model_name='historicalsesion',
            name='citacion',
            field=models.PositiveSmallIntegerField(default=1, verbose_name='citación'),
        ),
        migrations.AddField(
            model_name='historicalsesion',
            name='secuencia',
            field=models.PositiveSmallIntegerField(default=0, verbose_name='avisos enviados'),
        ),
        migrations.AddField(
            model_name='puntotabla',
            name='material',
            field=models.CharField(blank=True, help_text='Qué conviene leer antes: un enlace o el nombre de un documento.', max_length=300, verbose_name='material'),
        ),
        migrations.AddField(
            model_name='sesion',
            name='citacion',
            field=models.PositiveSmallIntegerField(default=1, editable=False, verbose_name='citación'),
        ),
        migrations.AddField(
            model_name='sesion',
            name='secuencia',
            field=models.PositiveSmallIntegerField(default=0, editable=False, verbose_name='avisos enviados'),
        ),
        migrations.CreateModel(
            name='HistoricalConvocado',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, verbose_name='versión')),
                ('calidad', models.CharField(choices=[('titular', 'titular'), ('suplente', 'suplente'), ('convocado', 'convocado')], max_length=10, verbose_name='calidad')),
                ('respuesta', models.CharField(blank=True, choices=[('', 'sin respuesta'), ('acepta', 'asistirá'), ('excusa', 'se excusa'), ('delega', 'delega')], max_length=7, verbose_name='respuesta')),
                ('delega_en', models.CharField(blank=True, max_length=160, verbose_name='en quién delega')),
                ('nota', models.CharField(blank=True, max_length=300, verbose_name='comentario')),
                ('respondida_at', models.DateTimeField(blank=True, null=True, verbose_name='respondió')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.TextField(null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('actor', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='actores.actor', verbose_name='institución')),
                ('anotada_por', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='anotada por')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('persona', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='actores.persona', verbose_name='persona')),
                ('sesion', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='mesas.sesion', verbose_name='sesión')),
            ],
            options={
                'verbose_name': 'historical convocado',
                'verbose_name_plural': 'historical convocados',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='Convocado',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='versión')),
                ('calidad', models.CharField(choices=[('titular', 'titular'), ('suplente', 'suplente'), ('convocado', 'convocado')], max_length=10, verbose_name='calidad')),
                ('respuesta', models.CharField(blank=True, choices=[('', 'sin respuesta'), ('acepta', 'asistirá'), ('excusa', 'se excusa'), ('delega', 'delega')], max_length=7, verbose_name='respuesta')),
                ('delega_en', models.CharField(blank=True, max_length=160, verbose_name='en quién delega')),
                ('nota', models.CharField(blank=True, max_length=300, verbose_name='comentario')),
                ('respondida_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='respondió')),
                ('actor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='convocatorias', to='actores.actor', verbose_name='institución')),
                ('anotada_por', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='respuestas_anotadas', to=settings.AUTH_USER_MODEL, verbose_name='anotada por')),
                ('persona', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='convocatorias', to='actores.persona', verbose_name='persona')),
                ('sesion', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='convocados', to='mesas.sesion', verbose_name='sesión')),
            ],
            options={
                'verbose_name': 'convocado',
                'verbose_name_plural': 'convocados',
                'constraints': [models.UniqueConstraint(condition=models.Q(('persona__isnull', False)), fields=('sesion', 'actor', 'persona'), name='mesas_convocado_persona_unica', violation_error_message='Esa persona ya está convocada a la sesión por esa institución.'), models.UniqueConstraint(condition=models.Q(('persona__isnull', True)), fields=('sesion', 'actor'), name='mesas_convocado_institucion_unica', violation_error_message='Esa institución ya está convocada a la sesión.'), models.CheckConstraint(condition=models.Q(models.Q(models.Q(('respuesta', 'delega'), _negated=True), ('delega_en', '')), models.Q(('respuesta', 'delega'), models.Q(('delega_en', ''), _negated=True)), _connector='OR'), name='mesas_convocado_delega_en_alguien', violation_error_message='Quien delega dice en quién; quien no delega, en nadie.'), models.CheckConstraint(condition=models.Q(models.Q(('respondida_at__isnull', True), ('respuesta', '')), models.Q(models.Q(('respuesta', ''), _negated=True), ('respondida_at__isnull', False)), _connector='OR'), name='mesas_convocado_respuesta_con_fecha', violation_error_message='Una respuesta dice cuándo se dio.')],
            },
        ),
        migrations.CreateModel(
            name='EnlaceFirmado',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('proposito', models.CharField(choices=[('convocatoria', 'responder una convocatoria'), ('acta', 'observar un acta'), ('compromiso', 'informar un compromiso')], max_length=12, verbose_name='para qué')),
                ('sobre', models.CharField(max_length=60, verbose_name='sobre')),
                ('semilla', models.CharField(editable=False, max_length=43, verbose_name='semilla')),
                ('huella', models.CharField(editable=False, max_length=64, unique=True, verbose_name='huella')),
                ('creado_at', models.DateTimeField(auto_now_add=True, verbose_name='creado')),
                ('vence_at', models.DateTimeField(verbose_name='vence')),
                ('revocado_at', models.DateTimeField(blank=True, null=True, verbose_name='revocado')),
                ('actor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='enlaces_firmados', to='actores.actor', verbose_name='institución')),
                ('creado_por', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='enlaces_firmados', to=settings.AUTH_USER_MODEL, verbose_name='creado por')),
                ('persona', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='enlaces_firmados', to='actores.persona', verbose_name='persona')),
            ],
            options={
                'verbose_name': 'enlace firmado',
                'verbose_name_plural': 'enlaces firmados',
                'constraints': [models.UniqueConstraint(condition=models.Q(('persona__isnull', False), ('revocado_at__isnull', True)), fields=('proposito', 'sobre', 'actor', 'persona'), name='mesas_enlace_de_persona_unico', violation_error_message='Esa persona ya tiene un enlace para eso.'), models.UniqueConstraint(condition=models.Q(('persona__isnull', True), ('revocado_at__isnull', True)), fields=('proposito', 'sobre', 'actor'), name='mesas_enlace_de_institucion_unico', violation_error_message='Esa institución ya tiene un enlace para eso.')],
            },
        ),
    ]
