"""La mesa del Campamento Campanilla: sus actores, lo que el documento 000 afirma de ella y su proyecto.

Cada hecho lleva documento y línea. Lo que el documento dice sólo como número queda como cifra declarada; lo que no
dice queda «sin dato».
"""

from datetime import date
from decimal import Decimal

from actores.models import Actor, Programa, Sector, TipoActor
from comun.models import CifraDeclarada, Precision
from informes.demo import campanilla_proyecto
from mesas.models import Compromiso, Fase, Instancia, Integrante, Mesa, Sesion, TipoInstancia, TipoMesa
from territorios.models import Comuna, DireccionRegional

DOCUMENTO = "000"


def linea(*numeros):
    """La fuente de un hecho: «000, l. 15»."""
    return f"{DOCUMENTO}, l. {'-'.join(str(numero) for numero in numeros)}"


# clave, nombre, sigla, tipo, ámbito, sector, es colectivo, línea
ACTORES = (
    (
        "fosis",
        "Fondo de Solidaridad e Inversión Social",
        "FOSIS",
        "publico-nacional",
        "nacional",
        Sector.PUBLICO,
        False,
        19,
    ),
    (
        "pnud",
        "Programa de las Naciones Unidas para el Desarrollo",
        "PNUD",
        "organismo-internacional",
        "internacional",
        Sector.ORGANISMO_INTERNACIONAL,
        False,
        3,
    ),
    (
        "agcid",
        "Agencia de Cooperación Internacional",
        "AGCID",
        "publico-nacional",
        "nacional",
        Sector.PUBLICO,
        False,
        65,
    ),
    ("serviu", "SERVIU de Valparaíso", "SERVIU", "publico-regional", "regional", Sector.PUBLICO, False, 88),
    ("cchc", "Cámara Chilena de la Construcción", "CChC", "gremio", "nacional", Sector.PRIVADO, False, 90),
    ("municipio", "Municipio de Valparaíso", "", "municipal", "comunal", Sector.PUBLICO, False, 90),
    (
        "comunidad",
        "Representantes de la comunidad del Campamento Campanilla",
        "",
        "organizacion-comunitaria",
        "local",
        Sector.SOCIEDAD_CIVIL,
        True,
        90,
    ),
    (
        "organizaciones",
        "Organizaciones de la sociedad civil del Campamento Campanilla",
        "",
        "organizacion-social",
        "local",
        Sector.SOCIEDAD_CIVIL,
        True,
        90,
    ),
)
# Quienes el documento nombra, uno por uno, como base del Comité de Coordinación.
COMITE = ("comunidad", "serviu", "cchc", "organizaciones")

# mide, detalle, valor, otro valor del mismo documento, unidad, línea, nota
CIFRAS = (
    ("integrantes", "", 28, None, "actores", 69, "Actores de cuatro sectores; no se nombran uno por uno."),
    ("asistencia_promedio", "", 28, None, "actores", 35, "Promedio de participación; no hay listas por sesión."),
    ("sesiones", "mesa", 3, None, "sesiones", 70, "Realizadas en 2020, de 6 previstas."),
    ("sesiones", "mapeo", 6, None, "sesiones", 47, "Para construir y priorizar el mapa de actores."),
    ("sesiones", "capacitacion", 6, None, "sesiones", 65, "Virtuales; parte de un proyecto complementario (l. 53)."),
    ("sesiones", "asesoria", 8, 6, "sesiones", 53, "El mismo párrafo da 8 y después 6: no se puede resolver."),
)
# responsable, acción, vence, motivo si no vence, línea
COMPROMISOS = (
    ("fosis", "Aplicar el modelo en dos regiones más", None, "El documento no fija plazo.", 25),
    ("pnud", "Entregar el informe de recomendaciones, diferido al año siguiente", date(2021, 12, 31), "", 66),
    ("fosis", "Seguir con tutoría y acompañamiento a los equipos regionales", None, "El documento no fija plazo.", 88),
    ("pnud", "Adaptar el material de capacitación para la autoformación", None, "El documento no fija plazo.", 88),
)


def crear(*, elenco, territorio, hoy):
    """Crea actores, mesa, lo declarado de ella y el proyecto 121119 con su informe de 2020."""
    por = elenco["admin"]
    direccion = DireccionRegional.objects.get(codigo="D-05")
    actores = _actores(por)
    mesa = _mesa(por, direccion, territorio, hoy)
    _comite(por, mesa, actores)
    _sesion(por, mesa)
    _cifras(por, mesa)
    _compromisos(por, mesa, actores, hoy)
    mesa.observadores.add(elenco["observador"])
    campanilla_proyecto.crear(
        por=por, direccion=direccion, mesa=mesa, fosis=actores["fosis"], observador=elenco["observador"]
    )


def _actores(por):
    tipos = {tipo.clave: tipo for tipo in TipoActor.objects.all()}
    valparaiso = Comuna.objects.get(codigo="05101")
    creados = {}
    for clave, nombre, sigla, tipo, ambito, sector, colectivo, numero in ACTORES:
        creados[clave] = Actor.crear(
            por=por,
            nombre=nombre,
            sigla=sigla,
            tipo=tipos[tipo],
            ambito=ambito,
            sector=sector,
            es_colectivo=colectivo,
            comuna=valparaiso if clave == "municipio" else None,
            fuente=linea(numero),
        )
    return creados


def _mesa(por, direccion, territorio, hoy):
    return Mesa.crear(
        por=por,
        direcciones=[direccion],
        territorios=[territorio],
        programas=[Programa.objects.get(clave="accion-local")],
        alias=["Mesa Intersectorial", "Mesa Público-Privada", "MT Campanilla"],
        nombre="Mesa Territorial Campamento Campanilla",
        tipo=TipoMesa.TERRITORIAL,
        fase=Fase.FUNCIONAMIENTO,
        tema="Campamento en radicación",
        en_uso_desde=hoy,
        fuente=linea(31),
    )


def _comite(por, mesa, actores):
    comite = Instancia.crear(
        por=por, mesa=mesa, nombre="Comité de Coordinación", tipo=TipoInstancia.COMITE, fuente=linea(90)
    )
    for clave in COMITE:
        Integrante.crear(
            por=por, instancia=comite, actor=actores[clave], vigente_desde=date(2020, 12, 31), fuente=linea(90)
        )


def _sesion(por, mesa):
    """La única sesión que el documento nombra por sí sola; de su fecha sólo se sabe el año."""
    sesion = Sesion.crear(
        por=por,
        instancia=mesa.instancias.get(tipo=TipoInstancia.MESA),
        tipo=Sesion.Tipo.MESA,
        desde=date(2020, 1, 1),
        hasta=date(2020, 12, 31),
        precision=Precision.ANIO,
        modo_asistencia=Sesion.Modo.RECUENTO,
        fuente=linea(99),
    )
    sesion.realizar(por=por)


def _cifras(por, mesa):
    for mide, detalle, valor, otro, unidad, numero, nota in CIFRAS:
        CifraDeclarada.crear(
            por=por,
            mide=mide,
            detalle=detalle,
            ambito=mesa.codigo,
            anio=2020,
            valor=Decimal(valor),
            valor_alternativo=otro and Decimal(otro),
            unidad=unidad,
            documento=f"{DOCUMENTO}, informe anual de proyecto 2020",
            linea=numero,
            nota=nota,
        )


def _compromisos(por, mesa, actores, hoy):
    """Declarados antes de usar el sistema: los que tenían plazo quedan como antecedente histórico."""
    for responsable, accion, vence, sin_plazo, numero in COMPROMISOS:
        compromiso = Compromiso.crear(
            por=por,
            origen=Compromiso.Origen.DECLARADO,
            mesa=mesa,
            responsable=actores[responsable],
            accion=accion,
            vence=vence,
            sin_plazo=vence is None,
            motivo_sin_plazo=sin_plazo,
            suscrito_el=date(2020, 12, 31),
            fuente=linea(numero),
        )
        if vence:
            compromiso.cerrar_historico(por=por, el=hoy, motivo="Venció antes de que la mesa usara el sistema.")
