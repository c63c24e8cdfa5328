"""Las páginas de las mesas: listado y ficha por secciones."""

from datetime import date

import pytest
from django.urls import reverse

from actores.models import Sector
from tests.fabricas.actores import ActorFactory, PersonaFactory, ProgramaFactory
from tests.fabricas.comun import CifraDeclaradaFactory
from tests.fabricas.mesas import (
    ActividadPlanFactory,
    DiagnosticoFactory,
    DocumentoMesaFactory,
    EjeFactory,
    InstanciaFactory,
    IntegranteFactory,
    MesaFactory,
)
from tests.fabricas.sesiones import SesionFactory

pytestmark = pytest.mark.django_db
LISTA = "/mesas/"
SECCIONES = ["resumen", "integrantes", "instancias", "plan", "diagnostico", "documentos", "historial"]


def pagina(cliente, url):
    respuesta = cliente.get(url)
    assert respuesta.status_code == 200
    return respuesta.content.decode()


def ficha(mesa, seccion="resumen"):
    return f"{reverse('mesa_detalle', args=[mesa.codigo])}?seccion={seccion}"


@pytest.fixture
def mesa(valparaiso):
    """Una mesa con algo en cada sección."""
    mesa = MesaFactory(direcciones=[valparaiso], nombre="Mesa del Estero", alias=["MDE"], fase="funcionamiento")
    instancia = mesa.instancias.get()
    for sector in Sector:
        IntegranteFactory(instancia=instancia, actor=ActorFactory(sector=sector), persona=PersonaFactory())
    InstanciaFactory(mesa=mesa, nombre="Comité de seguimiento", padre=instancia, periodicidad="mensual")
    ActividadPlanFactory(mesa=mesa, nombre="Taller de riego", eje=EjeFactory(mesa=mesa), responsable=ActorFactory())
    DiagnosticoFactory(mesa=mesa, titulo="Diagnóstico del estero")
    DocumentoMesaFactory(mesa=mesa, numero="216", rige=True)
    CifraDeclaradaFactory(ambito=mesa.codigo, valor=28, documento="Informe de ejemplo")
    return mesa


# --- Listado ---


def test_el_listado_muestra_sólo_las_que_se_ven(entrar, encargada, ajena, mesa):
    MesaFactory(nombre="Mesa nacional")

    assert "Mesa del Estero" in pagina(entrar(encargada), LISTA)
    assert "Mesa nacional" not in pagina(entrar(encargada), LISTA)
    assert "Aún no hay mesas que puedas ver." in pagina(entrar(ajena), LISTA)


def test_el_listado_cuenta_integrantes_y_no_inventa_ceros(entrar, encargada, valparaiso, mesa):
    MesaFactory(direcciones=[valparaiso], nombre="Mesa sin filas")

    respuesta = entrar(encargada).get(LISTA)

    assert [fila.integrantes_hoy for fila in respuesta.context["tabla"].pagina] == [5, None]
    assert "sin dato" in respuesta.content.decode()


def test_el_listado_dice_la_ultima_sesion_como_se_sabe(entrar, encargada, mesa):
    instancia = mesa.instancias.first()
    SesionFactory(instancia=instancia, estado="realizada", desde=date(2019, 5, 3), hasta=date(2019, 5, 3))
    SesionFactory(
        instancia=instancia, estado="realizada", desde=date(2020, 7, 1), hasta=date(2020, 7, 31), precision="mes"
    )
    SesionFactory(instancia=instancia, estado="convocada", desde=date(2021, 1, 1), hasta=date(2021, 1, 1))

    texto = pagina(entrar(encargada), LISTA)

    assert "julio de 2020" in texto
    assert "03-05-2019" not in texto


@pytest.mark.parametrize(
    ("filtro", "cuantas"),
    [
        ("q=estéro", 1),
        ("q=mde", 1),
        ("q=M-05", 2),
        ("fase=funcionamiento", 1),
        ("tipo=consejo", 1),
        ("programa=iral", 1),
        ("direccion=D-05", 2),
        ("fase=inventada", 2),
        ("q=%00", 2),
        ("direccion=D-99&programa=x", 2),
    ],
)
def test_el_listado_se_filtra(entrar, encargada, valparaiso, mesa, filtro, cuantas):
    MesaFactory(direcciones=[valparaiso], tipo="consejo", programas=[ProgramaFactory(clave="iral")])

    assert entrar(encargada).get(f"{LISTA}?{filtro}").context["tabla"].total == cuantas


def test_el_filtro_ofrece_sólo_direcciones_al_alcance(entrar, encargada, observadora, maule):
    assert "Maule" not in pagina(entrar(encargada), LISTA)
    assert "Dirección regional" not in pagina(entrar(observadora), LISTA)


def test_el_listado_no_pregunta_mas_con_mas_filas(entrar, encargada, valparaiso, consultas_de, mesa):
    cliente = entrar(encargada)
    pocas = consultas_de(cliente, LISTA)

    for _ in range(7):
        IntegranteFactory(instancia=MesaFactory(direcciones=[valparaiso]).instancias.get())

    assert consultas_de(cliente, LISTA) == pocas


# --- Ficha ---


@pytest.mark.parametrize("seccion", SECCIONES)
def test_cada_seccion_abre(entrar, encargada, mesa, seccion):
    texto = pagina(entrar(encargada), ficha(mesa, seccion))

    assert "Mesa del Estero" in texto
    assert 'aria-current="step"' in texto


@pytest.mark.parametrize(
    ("seccion", "dice"),
    [
        ("resumen", "28 personas"),
        ("resumen", "MDE"),
        ("resumen", "N° 216"),
        ("integrantes", "organismo internacional"),
        ("integrantes", "Un documento declara"),
        ("instancias", "nivel-1"),
        ("plan", "Taller de riego"),
        ("diagnostico", "debe ser validado y profundizado"),
        ("documentos", "Convenio N° 216"),
        ("historial", "creó"),
    ],
)
def test_cada_seccion_muestra_lo_suyo(entrar, lectora, mesa, seccion, dice):
    assert dice in pagina(entrar(lectora), ficha(mesa, seccion))


def test_una_seccion_inventada_es_el_resumen(entrar, encargada, mesa):
    assert entrar(encargada).get(ficha(mesa, "x")).context["seccion"].clave == "resumen"


def test_los_integrantes_se_leen_a_la_fecha_pedida(entrar, encargada, mesa):
    IntegranteFactory(
        instancia=mesa.instancias.first(), actor=ActorFactory(nombre="La que se fue"), vigente_hasta=date(2019, 5, 31)
    )
    cliente, base = entrar(encargada), ficha(mesa, "integrantes")

    assert "La que se fue" in pagina(cliente, f"{base}&al=2019-05-31")
    assert "La que se fue" not in pagina(cliente, f"{base}&al=2019-06-01")
    assert "fecha válida" in pagina(cliente, f"{base}&al=ayer")


def test_quien_observa_ve_instituciones_pero_ni_personas_ni_directorio(entrar, observadora, mesa):
    mesa.observadores.add(observadora)
    persona = mesa.instancias.first().integrantes.first().persona
    cliente = entrar(observadora)

    textos = {seccion: pagina(cliente, ficha(mesa, seccion)) for seccion in SECCIONES}

    assert "Servicio de ejemplo" in textos["integrantes"]
    assert all(persona.nombre not in texto and "Ficticia" not in texto for texto in textos.values())
    assert all('href="/actores/' not in texto for texto in textos.values())
    assert "Historial" not in textos["resumen"]
    assert cliente.get(ficha(mesa, "historial")).context["seccion"].clave == "resumen"


def test_lo_escrito_por_personas_no_se_interpreta_como_html(entrar, encargada, valparaiso):
    malicia = "<script>alert(1)</script>"
    mesa = MesaFactory(direcciones=[valparaiso], nombre=malicia, objetivo=malicia, nombre_instancia=malicia)
    cliente = entrar(encargada)

    for url in (LISTA, ficha(mesa), ficha(mesa, "instancias")):
        assert malicia not in pagina(cliente, url)


# El historial lee por modelo que aparece en la página: su tope se prueba en tests/comun/test_historial.py.
@pytest.mark.parametrize("seccion", [seccion for seccion in SECCIONES if seccion != "historial"])
def test_ninguna_seccion_pregunta_mas_con_mas_filas(entrar, encargada, consultas_de, mesa, seccion):
    cliente, instancia = entrar(encargada), mesa.instancias.first()
    pocas = consultas_de(cliente, ficha(mesa, seccion))

    for numero in range(7):
        IntegranteFactory(instancia=instancia, persona=PersonaFactory())
        InstanciaFactory(mesa=mesa, padre=instancia)
        ActividadPlanFactory(mesa=mesa, eje=EjeFactory(mesa=mesa), responsable=ActorFactory())
        DiagnosticoFactory(mesa=mesa, actor=ActorFactory())
        DocumentoMesaFactory(mesa=mesa, rige=True)
        CifraDeclaradaFactory(ambito=mesa.codigo, anio=2010 + numero)
        mesa.registrar(por=encargada)

    # El total de una tabla vacía o de una página ahorra, a lo más, la consulta de las filas.
    assert consultas_de(cliente, ficha(mesa, seccion)) == pocas


def test_el_corte_de_una_cifra_declarada_se_lee_en_palabras(entrar, encargada, mesa):
    cifra = CifraDeclaradaFactory(ambito=mesa.codigo, mide="sesiones", detalle="capacitacion")

    paginas = [entrar(encargada).get(url) for url in (mesa.get_absolute_url(), cifra.get_absolute_url())]

    assert all("Sesiones: capacitación" in pagina.text for pagina in paginas)
