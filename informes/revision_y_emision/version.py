"""Lo emitido: el documento congelado con sus filas, su huella y sus archivos. No cambia ni se borra."""

import hashlib

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from comun.documentos import canonico
from comun.documentos.formatos import renderizar
from comun.models import Sellado, SelladoQuerySet

FORMATOS_EMITIDOS = ("docx", "pdf", "xlsx", "html")


class EmitidoQuerySet(SelladoQuerySet):
    """Todo lo guardado está sellado: ni cambios ni borrados en conjunto."""

    def sellados(self):
        return self

    def visibles_para(self, usuario):
        """Los de los informes que el usuario ve."""
        informes = self.model._meta.get_field("informe").related_model.objects.visibles_para(usuario)
        return self.filter(informe__in=informes)


class Emitido(Sellado):
    """Base de lo que nace sellado."""

    CAMPOS_LIBRES = frozenset()
    SELLO = "emitido"

    objects = EmitidoQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def esta_sellado(self):
        return not self._state.adding


class Version(Emitido):
    """Base de una versión emitida: forma canónica del documento, su huella, quién la envió y quién la emitió."""

    numero = models.PositiveSmallIntegerField("versión", editable=False)
    contenido = models.TextField("documento congelado", editable=False)
    esquema = models.PositiveSmallIntegerField("esquema del contenido", editable=False)
    hash = models.CharField("huella SHA-256", max_length=64, editable=False)
    motivo = models.TextField("por qué corrige a la anterior", blank=True, editable=False)
    emitida_el = models.DateField("emitida el", editable=False)
    emitida_at = models.DateTimeField("momento de la emisión", editable=False)
    emitida_por = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        editable=False,
        related_name="%(app_label)s_%(class)s_emitidas",
        verbose_name="la emitió",
    )
    enviada_por = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        editable=False,
        related_name="%(app_label)s_%(class)s_enviadas",
        verbose_name="la envió",
    )

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(
                fields=["informe", "numero"],
                name="%(app_label)s_%(class)s_numero_unico",
                violation_error_message="El informe ya tiene esa versión.",
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_cuatro_ojos",
                condition=~Q(emitida_por=F("enviada_por")),
                violation_error_message="Quien envía un informe no es quien lo emite.",
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_con_huella",
                condition=~Q(contenido="") & ~Q(hash=""),
                violation_error_message="Una versión emitida lleva su contenido y su huella.",
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_correccion_con_motivo",
                condition=Q(numero=1) | Q(numero__gt=1) & ~Q(motivo=""),
                violation_error_message="Una versión que corrige a otra dice por qué.",
            ),
        ]

    def __str__(self):
        return f"{self.informe}, versión {self.numero}"

    @classmethod
    def congelar(cls, informe, *, por, el):
        """Guarda la versión siguiente del informe con sus archivos; la llama `emitir`, con el informe bloqueado."""
        numero = informe.proxima_version()
        documento = informe.documento(
            fecha=el,
            estado="",
            pie=f"Versión {numero}, emitida el {el:%d-%m-%Y}",
            direccion_de=lambda clave: informe.url_de_cifra_emitida(numero, clave),
        )
        contenido = canonico.escribir(documento)
        version = cls.objects.create(
            informe=informe,
            numero=numero,
            contenido=contenido.decode(),
            esquema=canonico.ESQUEMA,
            hash=hashlib.sha256(contenido).hexdigest(),
            motivo=informe.motivo_de_correccion,
            emitida_el=el,
            emitida_at=timezone.now(),
            emitida_por=por,
            enviada_por=informe.enviado_por,
        )
        version._guardar_archivos(documento)
        return version

    def documento(self):
        """El árbol congelado, tal como se emitió."""
        return canonico.leer(self.contenido)

    def esta_integra(self):
        """True si el contenido es el que se emitió; False si alguien cambió la fila por fuera."""
        return hashlib.sha256(self.contenido.encode()).hexdigest() == self.hash

    def _guardar_archivos(self, documento):
        guardados = []
        try:
            for formato in FORMATOS_EMITIDOS:
                contenido = renderizar(documento, formato, url_base=settings.URL_DEL_SITIO)
                guardados.append(self.archivos.model.guardar(self, formato, contenido))
        except BaseException:
            for guardado in guardados:
                guardado.archivo.storage.delete(guardado.archivo.name)
            raise


def ruta_emitida(archivo, nombre):
    """«emitidos/IA-121119-2020/v1/IA-121119-2020-v1-….docx»: quien opera el sistema lo encuentra sin la base."""
    return f"emitidos/{archivo.version.informe.codigo}/v{archivo.version.numero}/{nombre}"


class ArchivoEmitidoQuerySet(EmitidoQuerySet):
    def visibles_para(self, usuario):
        """Los de las versiones que el usuario ve."""
        versiones = self.model._meta.get_field("version").related_model.objects.visibles_para(usuario)
        return self.filter(version__in=versiones)


class ArchivoEmitido(Emitido):
    """Base de un archivo de una versión emitida, con su tamaño y su huella."""

    formato = models.CharField("formato", max_length=5, editable=False)
    archivo = models.FileField("archivo", upload_to=ruta_emitida, max_length=200, editable=False)
    tamano = models.PositiveBigIntegerField("tamaño en bytes", editable=False)
    sha256 = models.CharField("SHA-256", max_length=64, editable=False)

    objects = ArchivoEmitidoQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(
                fields=["version", "formato"],
                name="%(app_label)s_%(class)s_formato_unico",
                violation_error_message="La versión ya tiene su archivo en ese formato.",
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_con_huella",
                condition=~Q(sha256="") & Q(tamano__gt=0),
                violation_error_message="Un archivo emitido necesita contenido y su huella SHA-256.",
            ),
        ]

    def __str__(self):
        return f"{self.version} ({self.formato.upper()})"

    @property
    def nombre(self):
        return f"{self.version.informe.codigo}-v{self.version.numero}"

    @classmethod
    def guardar(cls, version, formato, contenido):
        """Escribe los bytes en el almacén y anota su huella; si la fila no entra, no deja el archivo."""
        archivo = cls(version=version, formato=formato, tamano=len(contenido), sha256=_huella(contenido))
        ruta = ruta_emitida(archivo, f"{archivo.nombre}-{archivo.sha256[:12]}.{formato}")
        # Con la huella en el nombre, lo que ya esté ahí es esto mismo: el resto de una emisión que no se completó.
        archivo.archivo.storage.delete(ruta)
        archivo.archivo.name = archivo.archivo.storage.save(ruta, ContentFile(contenido))
        try:
            archivo.save()
        except BaseException:
            archivo.archivo.storage.delete(archivo.archivo.name)
            raise
        return archivo

    def leer(self):
        """Los bytes guardados si son los que se emitieron; None si faltan o alguien los cambió."""
        try:
            with self.archivo.open("rb") as abierto:
                contenido = abierto.read()
        except OSError:
            return None
        return contenido if _huella(contenido) == self.sha256 else None


def _huella(contenido):
    return hashlib.sha256(contenido).hexdigest()
