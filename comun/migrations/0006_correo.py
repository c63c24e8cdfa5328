
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('comun', '0005_borrado'),
    ]

    operations = [
        migrations.CreateModel(
            name='Correo',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('clave', models.CharField(max_length=200, unique=True, verbose_name='clave')),
                ('para', models.EmailField(max_length=254, verbose_name='para')),
                ('responder_a', models.EmailField(blank=True, max_length=254, verbose_name='responder a')),
                ('asunto', models.CharField(max_length=300, verbose_name='asunto')),
                ('texto', models.TextField(blank=True, verbose_name='texto')),
                ('html', models.TextField(blank=True, verbose_name='texto con formato')),
                ('adjuntos', models.JSONField(blank=True, default=list, verbose_name='adjuntos')),
                ('sobre', models.CharField(blank=True, db_index=True, max_length=60, verbose_name='sobre')),
                ('estado', models.CharField(choices=[('pendiente', 'por enviar'), ('enviado', 'enviado'), ('fallido', 'no se pudo enviar')], default='pendiente', max_length=10, verbose_name='estado')),
                ('intentos', models.PositiveSmallIntegerField(default=0, verbose_name='intentos')),
                ('creado_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='escrito')),
                ('proximo_intento_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='próximo intento')),
                ('enviado_at', models.DateTimeField(blank=True, null=True, verbose_name='enviado el')),
                ('ultimo_error', models.CharField(blank=True, max_length=500, verbose_name='último error')),
            ],
            options={
                'verbose_name': 'correo',
                'verbose_name_plural': 'correos',
                'indexes': [models.Index(condition=models.Q(('estado', 'pendiente')), fields=['proximo_intento_at', 'id'], name='comun_correo_por_enviar')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('enviado_at__isnull', False), ('estado', 'enviado')), models.Q(models.Q(('estado', 'enviado'), _negated=True), ('enviado_at__isnull', True)), _connector='OR'), name='comun_correo_enviado_con_fecha', violation_error_message='Un correo enviado dice cuándo; uno que no ha salido, no.')],
            },
        ),
    ]
