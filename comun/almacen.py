"""El almacén de archivos en disco: ninguno queda a medias aunque se corte la luz o se llene el disco."""

from pathlib import Path

from django.core.files.storage import FileSystemStorage

from comun.escritura import escribir_archivo


class AlmacenSeguro(FileSystemStorage):
    """Escribe con nombre temporal, fsync y cambio de nombre; lo demás es el almacén en disco de Django."""

    def _save(self, name, content):
        ruta = Path(self.path(name))
        ruta.parent.mkdir(parents=True, exist_ok=True)
        content.seek(0)
        escribir_archivo(ruta, content.read())
        return str(name).replace("\\", "/")
