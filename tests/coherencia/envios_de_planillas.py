"""Los libros que se suben para probar las pantallas de planillas."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from comun.models import LibroSubido
from comun.planillas import tipo_llamado
from comun.planillas.subida import subir
from tests.fabricas.territorios import ComunaFactory
from tests.planillas import libro_del_tipo

TIPO = {"tipo": "territorios"}
# La ve todo el personal y la sube quien edita; lo subido es de quien lo subió y de nadie más.
SUBEN_302 = "302 403 302 302 403 403"
SOLO_SUYO_200 = "200 404 404 404 403 404"
SOLO_SUYO_302 = "302 404 404 404 403 404"


def un_tipo(elenco):
    return dict(TIPO)


def _un_territorio():
    comunas = "; ".join(ComunaFactory(codigo=codigo).nombre for codigo in ("05101", "07101"))  # de las dos regiones
    fila = {"Nombre": "Secano", "Tipo": "varias comunas", "Comunas": comunas}
    return libro_del_tipo("territorios", {"Territorios": [fila]})


def un_libro(elenco, **_):
    return {"archivo": SimpleUploadedFile("territorios.xlsx", _un_territorio())}


def libro_subido(elenco):
    contenido, tipo = _un_territorio(), tipo_llamado("territorios")
    subido = subir(contenido, tipo=tipo, nombre="territorios.xlsx", por=elenco.encargada, ahora=timezone.now())
    return {**TIPO, "clave": subido.clave}


def lo_que_se_vio(elenco, tipo, clave):
    return {"huella": LibroSubido.objects.get(clave=clave).huella}
