"""La editora regional llena una mesa y sus integrantes desde nada, sin más ayuda que lo que dice la pantalla."""

from datetime import date

import pytest

from mesas.models import Integrante, Mesa
from tests.fabricas.actores import ActorFactory, TipoActorFactory
from tests.fabricas.territorios import TerritorioFactory

pytestmark = [pytest.mark.recorrido, pytest.mark.django_db(transaction=True)]
PEGADO = (
    "Institución\tPersona\tCargo\tCalidad\tDesde\n"
    "SERVIU\tAna Modelo\tJefa\tTitular\t01-03-2026\n"
    "Municipalidad Nueva\tLuis Muestra\tAlcalde\tTitular\tmarzo\n"
    "Junta de Vecinos Los Aromo\tMarta Ficticia\tPresidenta\tSuplente\t\n"
)


@pytest.fixture
def directorio(db):
    """Lo que ya había: un servicio, una junta y los tipos para anotar a otras."""
    TipoActorFactory(clave="municipal", nombre="Municipalidad")
    ActorFactory(nombre="Servicio de Vivienda y Urbanización", sigla="SERVIU")
    ActorFactory(nombre="Junta de Vecinos Los Aromos", sector="sociedad_civil")


def boton(pagina, nombre):
    return pagina.pagina.get_by_role("button", name=nombre, exact=True)


def campo(pagina, nombre):
    return pagina.pagina.locator(f"[name={nombre}]")


def enlace(pagina, nombre):
    return pagina.pagina.get_by_role("link", name=nombre, exact=True).first


@pytest.mark.parametrize("con_javascript", [True, False])
def test_crea_la_mesa_y_anota_a_sus_integrantes(abrir, encargada, valparaiso, directorio, con_javascript):
    TerritorioFactory(nombre="Estero Alto")
    pagina = abrir(encargada, java_script_enabled=con_javascript)
    pagina.pagina.set_default_timeout(8000)
    revisar = pagina.revisar if con_javascript else lambda nombre: None
    tomar = pagina.tomar if con_javascript else lambda *toma, **opciones: None

    # Una lista vacía dice qué hacer, con el botón que lo hace.
    pagina.ir("/mesas/")
    revisar("mesas-vacias")
    enlace(pagina, "Nueva mesa").click()
    tomar("mesa-nueva", campo(pagina, "nombre"))
    boton(pagina, "Crear mesa").click()
    assert pagina.pagina.get_by_text("Falta corregir").is_visible()
    revisar("mesa-nueva-con-errores")
    campo(pagina, "nombre").fill("Mesa del Estero")
    campo(pagina, "tipo").select_option(label="mesa comunal")
    campo(pagina, "objetivo").fill("Recuperar el estero.")
    pagina.pagina.get_by_label("Estero Alto").check()
    campo(pagina, "encargado").select_option(label=str(encargada))
    boton(pagina, "Crear mesa").click()
    assert pagina.pagina.get_by_text("Mesa creada con el código M-05-0001").is_visible()
    revisar("mesa-recien-creada")
    tomar("mesa-creada", enlace(pagina, "Pasar a mapeo"))

    # Lo que sigue está a un botón.
    enlace(pagina, "Pasar a mapeo").click()
    boton(pagina, "Cambiar de fase").click()
    enlace(pagina, "Anotar integrantes").click()
    revisar("integrantes-vacia")

    # Pega su planilla: nada se guarda hasta que todo está claro.
    enlace(pagina, "Pegar desde Excel").click()
    campo(pagina, "texto").fill(PEGADO)
    tomar("pegar", boton(pagina, "Revisar filas"))
    boton(pagina, "Revisar filas").click()
    assert pagina.pagina.get_by_text("3 filas; en 2 falta decidir algo.").is_visible()
    assert pagina.pagina.get_by_text("Servicio de Vivienda y Urbanización (SERVIU)").is_visible()
    revisar("pegado-con-dudas")
    tomar("pegado-con-dudas", campo(pagina, "filas-1-tipo"))
    assert not Integrante.objects.exists()
    campo(pagina, "filas-1-desde").fill("15-03-2026")
    campo(pagina, "filas-2-actor").select_option(index=1)
    boton(pagina, "Anotar a todos").click()
    assert pagina.pagina.get_by_text("3 integrantes anotados.").is_visible()
    revisar("integrantes-anotados")

    # Y uno más a mano, que primero no se reconoce.
    enlace(pagina, "Editar integrantes").click()
    campo(pagina, "nuevos-0-institucion").fill("Cooperativa del Estero")
    boton(pagina, "Guardar integrantes").click()
    assert pagina.pagina.get_by_text("Nada se guardó todavía").is_visible()
    revisar("integrantes-con-errores")
    campo(pagina, "nuevos-0-tipo").select_option("municipal")
    boton(pagina, "Guardar integrantes").click()
    assert pagina.pagina.get_by_text("Un integrante anotado.").is_visible()

    # Y deja de ser parte, con fecha y razón.
    enlace(pagina, "Editar integrantes").click()
    revisar("integrantes-llena")
    fila = pagina.pagina.locator("tr", has_text="Cooperativa del Estero")
    tomar("integrantes", fila.locator("[name$=vigente_hasta]"), alto=520)
    fila.locator("[name$=vigente_hasta]").fill("20-03-2026")
    fila.locator("[name$=porque]").fill("Se disolvió")
    boton(pagina, "Guardar integrantes").click()
    assert pagina.pagina.get_by_text("Integrantes guardados.").is_visible()

    mesa = Mesa.objects.get()
    assert Integrante.objects.de_mesa(mesa).vigentes(al=date(2026, 3, 20)).cuantos_actores() == 4
    assert Integrante.objects.de_mesa(mesa).vigentes(al=date(2026, 3, 21)).cuantos_actores() == 3


def test_lo_que_la_acompana(abrir, encargada, valparaiso, directorio):
    mesa = Mesa.crear(por=encargada, direcciones=[valparaiso], nombre="Mesa del Estero", tipo="comunal")
    pagina = abrir(encargada)
    pagina.pagina.set_default_timeout(8000)
    secciones = {
        "diagnostico": ("Nuevo diagnóstico", "titulo", "Anotar diagnóstico"),
        "documentos": ("Nuevo documento", "materia", "Anotar documento"),
        "plan": ("Nueva actividad", "nombre", "Anotar actividad"),
        "instancias": ("Nueva instancia", "nombre", "Crear instancia"),
    }

    for seccion, (crear, nombre, guardar) in secciones.items():
        pagina.ir(f"{mesa.get_absolute_url()}?seccion={seccion}")
        enlace(pagina, crear).click()
        campo(pagina, nombre).fill("Lo primero que se anota")
        if seccion == "documentos":
            campo(pagina, "tipo").select_option("convenio")
        boton(pagina, guardar).click()
        pagina.revisar(f"mesa-{seccion}-con-uno")

    pagina.ir(f"/mesas/{mesa.codigo}/ejes/")
    campo(pagina, "ejes-0-nombre").fill("Turismo")
    pagina.revisar("mesa-ejes")
    boton(pagina, "Guardar ejes").click()
    assert mesa.ejes.get().nombre == "Turismo"
