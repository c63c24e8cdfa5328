"""Dos personas, sin ratón: de un proyecto vacío a su informe emitido, y corregido en una versión nueva."""

import pytest
from playwright.sync_api import expect

from informes.models import InformeAnual
from tests.fabricas.informes import ItemPresupuestarioFactory
from tests.recorridos.teclado import Teclado

pytestmark = [pytest.mark.recorrido, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def dos_personas(abrir, encargada, nacional):
    """La editora y la revisora, cada una en su inicio."""
    personas = [Teclado(abrir(quien, reduced_motion="reduce")) for quien in (encargada, nacional)]
    for persona in personas:
        persona.vigilada.ir("/")
    return personas


def crea_el_proyecto(editora):
    editora.pulsar("Proyectos", "Nuevo proyecto")
    editora.escribir("Título", "Redes del territorio")
    editora.escribir("Número de proyecto en Atlas", "765432")
    editora.escribir("Inicio", "01012019")  # el orden de día y mes depende del navegador
    editora.escribir("Fin", "05052022")
    editora.vigilada.tomar("proyecto-nuevo", editora.pagina.locator("#id_titulo"))
    editora.pulsar("Crear proyecto")
    assert editora.lee("Proyecto creado.")
    editora.pulsar("Marco de resultados")
    editora.escribir("Número", "1")
    editora.escribir("Nombre", "Redes creadas")
    editora.pulsar("Guardar")
    assert editora.lee("Marco de resultados guardado.")


def anota_el_gasto(editora, monto):
    """Desde la página del proyecto, el gasto informado de 2020."""
    editora.pulsar("Gastos de 2020")
    editora.escribir("Gasto informado de 2020", monto)
    editora.pulsar("Guardar")
    assert editora.lee("Gastos de 2020 guardados.")


def escribe_el_informe(editora):
    editora.pulsar("Nuevo informe anual")
    editora.elegir("Año", "2020")
    editora.pulsar("Abrir informe")
    editora.vigilada.tomar("informe-indice", desde=".seccion")
    editora.pulsar("I.A")
    editora.escribir("Texto de la sección", "La teoría de cambio sigue vigente.")
    expect(editora.pagina.locator("[data-estado]")).to_contain_text("Guardado", timeout=15_000)
    editora.pulsar("Ver el informe")


def observa(revisora):
    revisora.pulsar("Agregar observación")
    revisora.elegir("Parte del informe", "II")
    revisora.escribir("Observación", "El gasto del año no es ese.")
    revisora.pulsar("Agregar observación", "Observar")
    revisora.escribir("Motivo", "Revisa el gasto del año.")
    revisora.vigilada.revisar("informe-por-observar")
    revisora.vigilada.tomar("informe-observar", revisora.pagina.get_by_label("Motivo"))
    revisora.pulsar("Observar")


def test_de_un_proyecto_vacio_a_emitido_y_corregido(dos_personas, valparaiso):
    ItemPresupuestarioFactory()
    editora, revisora = dos_personas

    crea_el_proyecto(editora)
    editora.pulsar("Volver al proyecto")
    editora.vigilada.tomar("proyecto", editora.pagina.get_by_role("link", name="Gastos de 2020"))
    anota_el_gasto(editora, "1.234,50")
    editora.pulsar("Volver al proyecto")
    escribe_el_informe(editora)
    informe = InformeAnual.objects.get()
    editora.vigilada.tomar("informe-enviar", editora.pagina.get_by_role("link", name="Enviar a revisión"), alto=480)
    editora.pulsar("Enviar a revisión", "Enviar a revisión")
    assert editora.lee("Informe enviado a revisión.")

    revisora.pulsar("Informes", informe.codigo)
    observa(revisora)

    editora.pulsar("Informes", informe.codigo)
    assert editora.lee("Revisa el gasto del año.")
    editora.vigilada.revisar("informe-observado")
    editora.pulsar("Marcar como atendida")
    editora.escribir("Qué se hizo", "Es el que informó el organismo.")
    editora.pulsar("Marcar como atendida", "Enviar a revisión", "Enviar a revisión")

    revisora.pulsar("Informes", informe.codigo, "Emitir")
    revisora.vigilada.revisar("informe-por-emitir")
    revisora.vigilada.tomar("informe-emitir", revisora.pagina.get_by_role("button", name="Emitir"), alto=560)
    revisora.pulsar("Emitir")
    assert revisora.lee("Versión 1 emitida.")

    editora.pulsar("Proyectos", "P-765432")
    anota_el_gasto(editora, "99,00")
    editora.pulsar("Informes", informe.codigo)
    assert editora.lee("Desde la emisión cambió")
    editora.vigilada.revisar("informe-emitido")
    corregir = editora.pagina.get_by_role("link", name="Corregir con nueva versión")
    editora.vigilada.tomar("informe-emitido", corregir, alto=480)
    editora.pulsar("Corregir con nueva versión")
    editora.escribir("Motivo", "El gasto del año estaba mal.")
    editora.pulsar("Corregir con nueva versión", "Enviar a revisión", "Enviar a revisión")

    revisora.pulsar("Informes", informe.codigo, "Emitir", "Emitir")
    assert revisora.lee("Versión 2 emitida.")
    revisora.ir("Versión 2")
    revisora.pagina.keyboard.press("Enter")
    revisora.pulsar("Comparar con la versión 1")
    assert revisora.lee("1,234.50") and revisora.lee("99.00")
    revisora.vigilada.revisar("informe-comparado")
    assert [version.motivo for version in informe.versiones.order_by("numero")] == ["", "El gasto del año estaba mal."]
