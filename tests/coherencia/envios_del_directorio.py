"""Lo que se crea y se envía para probar las pantallas de territorios, actores y personas.

Los edita la regional en cuyas regiones están; todo el personal los ve.
"""

from territorios.models import DefinicionTerritorio
from tests.fabricas.actores import ActorFactory, PersonaFactory, TipoActorFactory
from tests.fabricas.territorios import ComunaFactory, TerritorioFactory

CREAN_200 = "200 403 200 200 403 403"
CREAN_302 = "302 403 302 302 403 403"
EDITA_200 = "200 403 403 403 404 403"
EDITA_302 = "302 403 403 403 404 403"
ENVIO = "6f9b1f0e-6a4e-4a55-9d7e-0d0a3c0f1a11"  # la marca con que un formulario no crea dos veces


def actor_de_valparaiso(elenco):
    return {"codigo": ActorFactory(regiones=elenco.valparaiso.regiones.all()).codigo}


def actor_retirado(elenco):
    return {"codigo": ActorFactory(regiones=elenco.valparaiso.regiones.all(), retirado=True).codigo}


def persona_de_valparaiso(elenco):
    return {"codigo": PersonaFactory(actor=ActorFactory(regiones=elenco.valparaiso.regiones.all())).codigo}


def un_actor(elenco, **_):
    region = elenco.valparaiso.regiones.get()
    campos = {"nombre": "Junta de Ejemplo", "tipo": TipoActorFactory().pk, "sector": "", "ambito": "comunal"}
    return campos | {"regiones": [region.pk], "otros_nombres": "Junta Ejemplar", "version_leida": 1, "envio": ENVIO}


def un_retiro(elenco, **_):
    return {"motivo": "Se disolvió", "version_leida": 1}


def un_vinculo(elenco, **_):
    return filas("vinculos", {"tipo": "depende_de", "destino": ActorFactory().codigo, "envio": ENVIO})


def una_persona(elenco, **_):
    return {"nombre": "Persona Ficticia", "calidad": "titular", "cargo": "presidenta", "envio": ENVIO}


def otra_persona(elenco, **_):
    return {"nombre": "Otra Persona Ficticia", "version_leida": 1} | filas("representaciones")


def un_territorio(elenco, **_):
    comunas = "\n".join(ComunaFactory(codigo=codigo).codigo for codigo in ("05101", "07101"))  # de las dos regiones
    return {"nombre": "Secano", "tipo": "comunal", "comunas": comunas, "localidades": "El Sauce", "envio": ENVIO}


def otro_territorio(elenco, **_):
    tablas = filas("localidades", {"nombre": "El Sauce", "envio": ENVIO}) | filas("nombres")
    return {"nombre": "Secano interior", "tipo": "comunal", "comunas": "05101", "version_leida": 1} | tablas


def definicion(elenco):
    territorio = TerritorioFactory()
    creada = DefinicionTerritorio.crear(por=None, territorio=territorio, texto="Dos villas")
    return {"codigo": territorio.codigo, "orden": str(creada.orden)}


def una_definicion(elenco, **_):
    return {
        "clase": "inicial",
        "texto": "Tres villas",
        "precision": "anio",
        "desde": "2007-01-01",
        "version_leida": 1,
        "acto_tipo": "memo",
        "acto_numero": "12",
        "envio": ENVIO,
    }


def filas(prefijo, *nuevas):
    """Lo que envía una tabla que se edita en su lugar con estas filas nuevas y ninguna de antes."""
    control = {f"{prefijo}-TOTAL_FORMS": len(nuevas), f"{prefijo}-INITIAL_FORMS": 0}
    return control | {f"{prefijo}-{i}-{nombre}": v for i, fila in enumerate(nuevas) for nombre, v in fila.items()}
