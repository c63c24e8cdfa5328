"""Poner un plazo con fichas, eliminar y deshacer, mirar una sola dirección y traspasar mesas, en un navegador."""

import pytest

from actores.models import Rol
from mesas.models import ActividadPlan, Mesa
from tests.fabricas.actores import ActorFactory, UsuarioFactory
from tests.fabricas.mesas import MesaFactory
from tests.fabricas.sesiones import CompromisoFactory

pytestmark = [pytest.mark.recorrido, pytest.mark.django_db(transaction=True)]


def test_una_actividad_con_plazo_habil_se_elimina_y_vuelve(abrir, encargada, valparaiso):
    mesa = MesaFactory(direcciones=[valparaiso], nombre="Mesa del Estero")
    ActorFactory(nombre="Servicio de ejemplo")
    vigilada = abrir(encargada)
    pagina = vigilada.pagina
    vigilada.ir(f"/mesas/{mesa.codigo}/actividades/nueva/")
    pagina.locator("#id_nombre").fill("Feria de oficios")
    pagina.get_by_label("Responsable (opcional)").press_sequentially("servi")
    pagina.get_by_role("option", name="Servicio de ejemplo").click()
    plazo = pagina.locator("#div_id_desde")
    plazo.get_by_role("button", name="fin de año").click()
    pagina.locator("#id_desde").fill("2030-12-25")
    pagina.locator("#id_desde").dispatch_event("change")
    plazo.get_by_text("Es feriado (Navidad)").wait_for()
    vigilada.revisar("actividad-en-feriado")
    plazo.get_by_role("button", name="Usar el jueves 26-12-2030").click()
    plazo.get_by_text("Es feriado").wait_for(state="hidden")
    pagina.get_by_role("button", name="Anotar actividad").click()
    pagina.get_by_text("Actividad anotada en el plan.").wait_for()

    actividad = ActividadPlan.objects.get()
    assert (actividad.desde.isoformat(), actividad.responsable.nombre) == ("2030-12-26", "Servicio de ejemplo")
    vigilada.ir(f"/actividades/{actividad.codigo}/editar/")
    pagina.get_by_role("link", name="Eliminar").click()
    vigilada.revisar("eliminar-confirmar")
    pagina.get_by_label("Motivo").fill("Se anotó dos veces")
    pagina.get_by_role("button", name="Eliminar").click()
    pagina.get_by_text("Se eliminó").wait_for()
    vigilada.revisar("eliminar-deshacer")
    pagina.get_by_role("button", name="Deshacer").click()
    pagina.get_by_text("volvió como estaba").wait_for()
    assert ActividadPlan.objects.get().codigo == actividad.codigo


def test_lo_que_impide_eliminar_se_abre(abrir, encargada, valparaiso):
    mesa = MesaFactory(direcciones=[valparaiso], nombre="Mesa del Estero")
    compromiso = CompromisoFactory(mesa=mesa, accion="Reparar la sede")
    vigilada = abrir(encargada)
    vigilada.ir(mesa.get_absolute_url())
    vigilada.pagina.get_by_role("link", name="Eliminar").click()
    vigilada.revisar("eliminar-impedido")
    vigilada.pagina.get_by_role("link", name="Reparar la sede").click()
    assert compromiso.codigo in vigilada.pagina.url


def test_se_mira_una_sola_direccion_y_se_vuelve_a_todas(abrir, nacional, valparaiso, maule):
    for direccion in (valparaiso, maule):
        MesaFactory(direcciones=[direccion], nombre=f"Mesa de {direccion}")
    vigilada = abrir(nacional)
    pagina = vigilada.pagina
    vigilada.ir("/mesas/")
    pagina.locator(".persona > summary").click()
    vigilada.revisar("direccion-menu")
    pagina.get_by_label("Mirar sólo una dirección").select_option("Maule")
    pagina.get_by_role("button", name="Mirar", exact=True).click()
    pagina.get_by_text("Esta lista muestra sólo lo de Maule").wait_for()
    vigilada.revisar("direccion-en-vigor")
    assert not pagina.get_by_role("link", name="Mesa de Valparaíso").is_visible()
    pagina.get_by_role("button", name="Ver todas").click()
    pagina.get_by_role("link", name="Mesa de Valparaíso").wait_for()


def test_las_mesas_pasan_a_otra_persona(abrir, administradora, encargada, valparaiso):
    UsuarioFactory(first_name="Otra", last_name="Editora", rol=Rol.EDITOR_REGIONAL, direcciones=[valparaiso])
    mesa = MesaFactory(direcciones=[valparaiso], encargado=encargada)
    CompromisoFactory(mesa=mesa)
    vigilada = abrir(administradora)
    pagina = vigilada.pagina
    vigilada.ir(f"/administracion/usuarios/{encargada.username}/acceso/")
    vigilada.revisar("desactivar-con-mesas")
    pagina.get_by_label("Motivo").fill("Dejó el servicio")
    pagina.get_by_role("button", name="Desactivar").click()
    vigilada.revisar("traspasar")
    pagina.get_by_label("A quién").select_option("Otra Editora")
    pagina.get_by_label("Motivo").fill("Asume sus mesas")
    pagina.get_by_role("button", name="Traspasar").click()
    pagina.get_by_text("1 mesa pasó de").wait_for()
    assert Mesa.objects.get().encargado.first_name == "Otra"
