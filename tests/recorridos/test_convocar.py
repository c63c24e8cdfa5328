"""De preparar una sesión a contar quién viene: se convoca, alguien responde con su enlace y a otra se la llama."""

import re

import pytest
from playwright.sync_api import expect

from comun.models import Correo
from mesas.models import Sesion
from tests.fabricas.actores import ActorFactory, PersonaFactory
from tests.fabricas.mesas import IntegranteFactory, MesaFactory
from tests.fabricas.sesiones import PuntoTablaFactory, SesionFactory

pytestmark = [pytest.mark.recorrido, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def instancia(valparaiso):
    """Con una sesión hecha que dejó un punto pendiente, y dos integrantes: una con correo y otra sin él."""
    instancia = MesaFactory(direcciones=[valparaiso], nombre="Mesa del Estero").instancias.get()
    PuntoTablaFactory(sesion=SesionFactory(instancia=instancia, estado="realizada"), orden=1, titulo="Luminarias")
    for nombre, correo in (("Ana Modelo", "ana@example.org"), ("Rosa Ejemplo", "")):
        persona = PersonaFactory(nombre=nombre, correo=correo)
        IntegranteFactory(instancia=instancia, actor=ActorFactory(nombre=f"Servicio de {nombre}"), persona=persona)
    return instancia


def pulsar(pagina, papel, nombre):
    pagina.pagina.get_by_role(papel, name=nombre).first.click()


def test_se_convoca_y_se_sabe_quien_viene(instancia, abrir, encargada):
    pagina = abrir(encargada)
    pagina.ir(f"{instancia.mesa.get_absolute_url()}?seccion=instancias")
    pulsar(pagina, "link", "Preparar sesión")
    pagina.pagina.fill("[name=desde]", "2031-03-05")
    pagina.pagina.fill("[name=hora_inicio]", "10:00")
    pulsar(pagina, "button", "Seguir con la tabla")
    expect(pagina.pagina.get_by_text("Luminarias").first).to_be_visible()
    pagina.revisar("convocar-borrador")

    pulsar(pagina, "button", "Convocar a 2 integrantes")
    expect(pagina.pagina.get_by_text("0 de 2 respondieron")).to_be_visible()
    convocatoria = pagina.pagina.url.removeprefix(pagina.origen)

    invitada = abrir()
    invitada.ir(re.search(r"/responder/\S+/", Correo.objects.get().texto)[0])
    invitada.pagina.get_by_label("Sí, asistiré").check()
    pulsar(invitada, "button", "Enviar respuesta")
    expect(invitada.pagina.get_by_text("tu respuesta quedó guardada")).to_be_visible()
    invitada.revisar("convocar-respondida")

    pagina.ir(convocatoria)
    pulsar(pagina, "link", "Anotar o copiar de Rosa Ejemplo")
    expect(pagina.pagina.locator("#mensaje")).to_contain_text("/responder/")
    pagina.pagina.get_by_label("Irá otra persona").check()
    pulsar(pagina, "button", "Anotar respuesta")
    expect(pagina.pagina.get_by_text("Falta decir quién irá.")).to_be_visible()
    pagina.pagina.fill("[name=delega_en]", "Pablo Ensayo")
    pulsar(pagina, "button", "Anotar respuesta")

    expect(pagina.pagina.get_by_text("2 de 2 respondieron")).to_be_visible()
    pagina.revisar("convocar-respuestas")
    assert Sesion.objects.get(estado="convocada").convocados.filter(respuesta="delega").count() == 1
