"""De la nada a un actor con quien lo representa y a un territorio con sus comunas, en un navegador."""

import pytest

from actores.models import Actor
from territorios.models import Territorio
from tests.fabricas.actores import ActorFactory, TipoActorFactory
from tests.fabricas.territorios import ComunaFactory

pytestmark = [pytest.mark.recorrido, pytest.mark.django_db(transaction=True)]


def test_se_crea_un_actor_y_su_representante(abrir, encargada, valparaiso):
    TipoActorFactory()
    ComunaFactory(codigo="05404", nombre="Petorca")
    ActorFactory(nombre="I. Municipalidad de Petorca")
    vigilada = abrir(encargada)
    pagina = vigilada.pagina
    vigilada.ir("/actores/nuevo/")
    pagina.get_by_role("button", name="Crear actor").click()
    vigilada.revisar("actor-con-errores")
    pagina.locator("#id_nombre").fill("Municipalidad de Petorca")
    pagina.locator("#id_tipo").select_option(index=1)
    pagina.locator("#id_ambito").select_option("comunal")
    pagina.get_by_label("Comuna (opcional)").press_sequentially("petor")
    pagina.get_by_role("option", name="Petorca").wait_for()
    pagina.keyboard.press("ArrowDown")
    pagina.keyboard.press("Enter")
    assert pagina.get_by_label("Comuna (opcional)").input_value() == "Petorca · 05404"
    pagina.get_by_role("button", name="Crear actor").click()
    vigilada.revisar("actor-parecido")
    vigilada.tomar("actor-parecido", pagina.get_by_role("link", name="I. Municipalidad de Petorca"), alto=440)
    pagina.get_by_role("button", name="Crear de todos modos").click()
    pagina.get_by_role("link", name="Agregar representante").click()
    pagina.locator("#id_nombre").fill("Persona Ficticia")
    vigilada.revisar("representante-nuevo")
    pagina.get_by_role("button", name="Agregar representante").click()

    actor = Actor.objects.get(nombre="Municipalidad de Petorca")
    assert actor.comuna.codigo == "05404"
    pagina.get_by_role("link", name="Persona Ficticia").click()
    vigilada.revisar("persona-editar")


def test_se_crea_un_territorio_con_sus_comunas(abrir, encargada, valparaiso):
    for codigo, nombre in (("05101", "Valparaíso"), ("05109", "Viña del Mar")):
        ComunaFactory(codigo=codigo, nombre=nombre)
    vigilada = abrir(encargada)
    pagina = vigilada.pagina
    vigilada.ir("/territorios/nuevo/")
    pagina.locator("#id_nombre").fill("Bahía")
    pagina.locator("#id_tipo").select_option("intercomunal")
    comunas = pagina.get_by_label("Comunas (opcional)")
    for texto, nombre in (("vina", "Viña del Mar"), ("valpa", "Valparaíso")):
        comunas.press_sequentially(texto)
        pagina.get_by_role("option", name=nombre).click()
    vigilada.revisar("territorio-lleno")
    vigilada.tomar("territorio", comunas, desde=".grupo >> nth=1", alto=480)
    pagina.get_by_role("button", name="Quitar Valparaíso").click()
    pagina.get_by_role("button", name="Crear territorio").click()
    pagina.get_by_role("link", name="Agregar definición").wait_for()

    territorio = Territorio.objects.get(nombre="Bahía")
    assert [comuna.codigo for comuna in territorio.comunas.all()] == ["05109"]
    vigilada.ir(f"{territorio.get_absolute_url()}editar/")
    vigilada.revisar("territorio-editar")
