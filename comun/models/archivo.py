import hashlib
import uuid
import zipfile
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

TAMANO_MAXIMO = 15 * 1024 * 1024
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODT = "application/vnd.oasis.opendocument.text"
EXTENSIONES = {
    PDF: ".pdf",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/webp": ".webp",
    DOCX: ".docx",
    XLSX: ".xlsx",
    ODT: ".odt",
}
_FIRMAS = ((b"%PDF-", PDF), (b"\xff\xd8\xff", "image/jpeg"), (b"\x89PNG\r\n\x1a\n", "image/png"))
_MIEMBROS = (("word/document.xml", DOCX), ("xl/workbook.xml", XLSX))
_LARGO_MAXIMO_DEL_TIPO = 100


def tipo_por_contenido(archivo):
    """Tipo MIME según los bytes, nunca según el nombre; None si no está entre los admitidos.

    `archivo`: archivo binario con `read` y `seek`; queda otra vez al comienzo.
    """
    archivo.seek(0)
    inicio = archivo.read(16)
    archivo.seek(0)
    for firma, tipo in _FIRMAS:
        if inicio.startswith(firma):
            return tipo
    if inicio[:4] == b"RIFF" and inicio[8:12] == b"WEBP":
        return "image/webp"
    return _tipo_de_zip(archivo) if inicio.startswith(b"PK\x03\x04") else None


def _tipo_de_zip(archivo):
    try:
        with zipfile.ZipFile(archivo) as paquete:
            nombres = set(paquete.namelist())
            if "mimetype" in nombres and paquete.getinfo("mimetype").file_size <= _LARGO_MAXIMO_DEL_TIPO:
                return ODT if paquete.read("mimetype") == ODT.encode() else None
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError):
        return None
    finally:
        archivo.seek(0)
    return next((tipo for miembro, tipo in _MIEMBROS if miembro in nombres), None)


def tipo_admitido(subido):
    """Tipo MIME del archivo subido; levanta ValidationError si su contenido o su tamaño no se admiten."""
    tipo = tipo_por_contenido(subido)
    if tipo is None:
        raise ValidationError("El archivo no es de un tipo admitido: PDF, imagen, Word, Excel u OpenDocument.")
    if subido.size > TAMANO_MAXIMO:
        raise ValidationError("El archivo pesa más de 15 MB: redúcelo o divídelo.")
    return tipo


def huella_de(subido):
    """SHA-256 del contenido, en hexadecimal; el archivo queda otra vez al comienzo."""
    huella = hashlib.sha256()
    for trozo in subido.chunks():
        huella.update(trozo)
    subido.seek(0)
    return huella.hexdigest()


def ruta_generada(instancia, nombre):
    """Nombre de almacenamiento que no dice nada de quien subió el archivo ni de su contenido."""
    clave = uuid.uuid4().hex
    return str(Path(instancia._meta.model_name) / clave[:2] / f"{clave}{EXTENSIONES.get(instancia.tipo_contenido, '')}")


class Archivo(models.Model):
    """Base de un archivo subido: nombre que se muestra, nombre generado, tamaño, tipo por contenido y SHA-256."""

    nombre = models.CharField("nombre", max_length=200)
    archivo = models.FileField("archivo", upload_to=ruta_generada, max_length=200)
    tamano = models.PositiveBigIntegerField("tamaño en bytes")
    tipo_contenido = models.CharField("tipo de contenido", max_length=100)
    sha256 = models.CharField("SHA-256", max_length=64)
    subido_at = models.DateTimeField("subido", auto_now_add=True)
    subido_por = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="%(app_label)s_%(class)s_subidos",
        verbose_name="subido por",
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_con_huella",
                condition=~Q(sha256="") & Q(tamano__gt=0),
                violation_error_message="Un archivo guardado necesita contenido y su huella SHA-256.",
            ),
        ]

    def __str__(self):
        return self.nombre

    @property
    def nombre_para_descargar(self):
        """Su nombre con la extensión de lo que de verdad contiene."""
        return f"{Path(self.nombre).stem}{EXTENSIONES[self.tipo_contenido]}"

    @classmethod
    def guardar(cls, *, por, subido, nombre=None, **campos):
        """Guarda un archivo abierto en binario si su contenido y su tamaño se admiten; levanta ValidationError si no.

        `subido`: archivo de Django (UploadedFile o File). Lo llama quien ya comprobó el derecho a subirlo.
        """
        tipo = tipo_admitido(subido)
        return cls.objects.create(
            nombre=Path(nombre or subido.name).name[:200],
            archivo=subido,
            tamano=subido.size,
            tipo_contenido=tipo,
            sha256=huella_de(subido),
            subido_por=por,
            **campos,
        )
