"""Dos personas, sin ratón: un informe pequeño va del borrador a emitido y se corrige en una versión nueva."""

from datetime import date

import pytest

from informes.models import PlazoDeInforme, SeccionNarrativa
from tests.fabricas.informes import GastoDelAnioFactory, InformeAnualFactory, ProyectoFactory

pytestmark = [pytest.mark.recorrido, pytest.mark.django_db(transaction=True)]

ENFOCADO = "(document.activeElement.labels?.[0] || document.activeElement).innerText.trim()"


class Teclado:
    """Una persona que sólo usa el teclado: llega con Tab, abre y envía con Enter, escribe."""

    def __init__(self, vigilada):
        self.vigilada, self.pagina = vigilada, vigilada.pagina

    def ir(self, texto):
        """Avanza con Tab hasta el enlace, botón o campo que empieza con ese texto."""
        recorridos = []
        for _ in range(90):
            self.pagina.keyboard.press("Tab")
            recorridos.append(self.pagina.evaluate(ENFOCADO))
            if recorridos[-1].startswith(texto):
                return
        raise AssertionError(f"Con Tab no se llega a «{texto}»: {recorridos}")

    def pulsar(self, *textos):
        for texto in textos:
            self.ir(texto)
            with self.pagina.expect_navigation():
                self.pagina.keyboard.press("Enter")

    def escribir(self, rotulo, texto):
        self.ir(rotulo)
        self.pagina.keyboard.type(texto)

    def lee(self, texto):
        return self.pagina.get_by_text(texto).first.is_visible()


def test_de_borrador_a_emitido_y_corregido_por_dos_personas(abrir, encargada, nacional, valparaiso):
    proyecto = ProyectoFactory(direcciones=[valparaiso])
    gasto = GastoDelAnioFactory(proyecto=proyecto, monto="1234.50")
    informe = InformeAnualFactory(proyecto=proyecto)
    SeccionNarrativa.objects.create(informe=informe, clave="I.A", texto="La teoría de cambio sigue vigente.")
    editora, revisora = Teclado(abrir(encargada)), Teclado(abrir(nacional))

    editora.vigilada.ir(informe.get_absolute_url())
    editora.pulsar("Enviar a revisión", "Enviar a revisión")
    assert editora.lee("Informe enviado a revisión.")

    revisora.vigilada.ir(informe.get_absolute_url())
    revisora.pulsar("Agregar observación")
    revisora.escribir("Parte del informe", "II")
    revisora.escribir("Observación", "El gasto del año no es ese.")
    revisora.pulsar("Agregar observación", "Observar")
    revisora.escribir("Motivo", "Revisa el gasto del año.")
    revisora.vigilada.revisar("informe-por-observar")
    revisora.pulsar("Observar")

    editora.vigilada.ir(informe.get_absolute_url())
    assert editora.lee("Revisa el gasto del año.")
    editora.vigilada.revisar("informe-observado")
    editora.pulsar("Marcar como atendida")
    editora.escribir("Qué se hizo", "Es el que informó el organismo.")
    editora.pulsar("Marcar como atendida", "Enviar a revisión", "Enviar a revisión")

    revisora.vigilada.ir(informe.get_absolute_url())
    revisora.pulsar("Emitir")
    revisora.vigilada.revisar("informe-por-emitir")
    revisora.pulsar("Emitir")
    assert revisora.lee("Versión 1 emitida.")

    gasto.monto = 99
    gasto.registrar(por=encargada)
    editora.vigilada.ir(informe.get_absolute_url())
    assert editora.lee("Desde la emisión cambió 1 cifra")
    editora.vigilada.revisar("informe-emitido")
    editora.pulsar("Corregir con nueva versión")
    editora.escribir("Motivo", "El gasto del año estaba mal.")
    editora.pulsar("Corregir con nueva versión", "Enviar a revisión", "Enviar a revisión")

    revisora.vigilada.ir(informe.get_absolute_url())
    revisora.pulsar("Emitir", "Emitir")
    assert revisora.lee("Versión 2 emitida.")
    revisora.ir("Versión 2")
    revisora.pagina.keyboard.press("Enter")
    revisora.pulsar("Comparar con la versión 1")
    assert revisora.lee("1,234.50") and revisora.lee("99.00")
    revisora.vigilada.revisar("informe-comparado")

    assert [version.motivo for version in informe.versiones.order_by("numero")] == ["", "El gasto del año estaba mal."]


def test_las_entregas_del_ano(abrir, nacional, valparaiso):
    for etapa, fecha in (("envio", date(2021, 1, 31)), ("emision", date(2021, 3, 31))):
        PlazoDeInforme.crear(por=None, clase="anual", anio=2020, etapa=etapa, fecha=fecha)
    InformeAnualFactory(proyecto=ProyectoFactory(direcciones=[valparaiso]))
    pagina = abrir(nacional)

    pagina.ir("/informes/entregas/")

    pagina.revisar("entregas")
