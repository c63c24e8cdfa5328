from datetime import timedelta

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import models, transaction
from django.utils.crypto import get_random_string

PLAZO = timedelta(hours=24)
CARPETA = "planillas"


def clave_nueva():
    return get_random_string(24)


class LibroSubidoQuerySet(models.QuerySet):
    def de(self, usuario, *, tipo, ahora):
        """Los que esa persona subió de ese tipo y todavía se guardan."""
        return self.filter(por=usuario, tipo=tipo, subido_at__gte=ahora - PLAZO)

    def vaciar_vencidos(self, *, ahora):
        """Olvida los que nadie aplicó a tiempo y borra todo archivo más viejo que el plazo, también los sueltos."""
        self.filter(subido_at__lt=ahora - PLAZO).delete()
        if not default_storage.exists(CARPETA):
            return
        for nombre in default_storage.listdir(CARPETA)[1]:
            ruta = f"{CARPETA}/{nombre}"
            if default_storage.get_modified_time(ruta) < ahora - PLAZO:
                default_storage.delete(ruta)


class LibroSubido(models.Model):
    """Un libro de Excel que alguien subió y todavía no aplica: su archivo y lo que se le mostró que haría."""

    clave = models.CharField("clave", max_length=24, unique=True, default=clave_nueva, editable=False)
    tipo = models.CharField("planilla", max_length=40)
    nombre = models.CharField("nombre del archivo", max_length=200)
    por = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="libros_subidos", verbose_name="subido por"
    )  # es un borrador de esa persona: sin ella no sirve a nadie
    subido_at = models.DateTimeField("subido")
    vista = models.JSONField("lo que se mostró", default=dict)
    huella = models.CharField("huella de lo que se mostró", max_length=64)
    aplicado_at = models.DateTimeField("aplicado", null=True, blank=True)

    objects = LibroSubidoQuerySet.as_manager()

    class Meta:
        verbose_name = "libro subido"
        verbose_name_plural = "libros subidos"

    def __str__(self):
        return self.nombre

    @property
    def ruta(self):
        return f"{CARPETA}/{self.clave}.xlsx"

    @classmethod
    def guardar(cls, contenido, *, por, ahora, **campos):
        """Guarda el libro (bytes) y lo que se mostró; reemplaza el que la misma persona tuviera a medias."""
        with transaction.atomic():
            cls.objects.vaciar_vencidos(ahora=ahora)
            for anterior in cls.objects.filter(por=por, tipo=campos["tipo"], aplicado_at=None).exclude(vista={}):
                anterior.vista = {}
                anterior.save(update_fields=["vista"])
                anterior.olvidar_archivo()
            libro = cls.objects.create(por=por, subido_at=ahora, **campos)
            default_storage.save(libro.ruta, ContentFile(contenido))
        return libro

    def posterior(self):
        """El que la misma persona subió después en su lugar, o None."""
        return LibroSubido.objects.filter(por=self.por_id, tipo=self.tipo, pk__gt=self.pk).order_by("pk").last()

    def contenido(self):
        """Los bytes del libro. Levanta FileNotFoundError si ya no está."""
        with default_storage.open(self.ruta) as archivo:
            return archivo.read()

    def aplicar(self, *, ahora):
        """Anota que ya se aplicó; de lo que decía no queda más que esto."""
        self.aplicado_at, self.vista = ahora, {}
        self.save(update_fields=["aplicado_at", "vista"])
        self.olvidar_archivo()

    def olvidar_archivo(self):
        """Borra el archivo cuando la transacción se confirma."""
        transaction.on_commit(lambda: default_storage.delete(self.ruta))
