"""De «Nueva sesión» a guardada en una sola pantalla, y su asistencia corregida con lo pegado desde Excel."""

import pytest

from mesas.models import Acuerdo, Asistencia, Compromiso, Sesion
from tests.fabricas.actores import ActorFactory, PersonaFactory, TipoActorFactory
from tests.fabricas.mesas import IntegranteFactory, MesaFactory
from tests.fabricas.sesiones import SesionFactory

pytestmark = [pytest.mark.recorrido, pytest.mark.django_db(transaction=True)]
LARGO = "Corporación Regional de Desarrollo Productivo, Turismo Rural y Patrimonio Cultural de la Provincia"
PEGADO = "Institución\tPersona\tAsistencia\nServicio 0\t\tno asistió\nCooperativa Nueva\tLuis Muestra\tinvitado\n"


@pytest.fixture
def instancia(valparaiso):
    """Con 60 integrantes de nombres largos."""
    TipoActorFactory(clave="cooperativa", nombre="Cooperativa")
    instancia = MesaFactory(direcciones=[valparaiso], nombre="Mesa del Estero").instancias.get()
    instancia.quorum_cantidad, instancia.quorum_sectores = 30, 2
    instancia.registrar(por=None)
    for numero in range(60):
        actor = ActorFactory(
            nombre=f"Servicio {numero}" if numero < 2 else f"{LARGO} {numero}",
            sector=["publico", "privado", "sociedad_civil"][numero % 3],
        )
        persona = PersonaFactory(nombre=f"María de los Ángeles Apellidolargo {numero}", genero="femenino")
        IntegranteFactory(instancia=instancia, actor=actor, persona=persona)
    return instancia


def boton(pagina, nombre):
    return pagina.pagina.get_by_role("button", name=nombre, exact=True)


def campo(pagina, nombre):
    return pagina.pagina.locator(f'[name="{nombre}"]')


def enlace(pagina, nombre):
    return pagina.pagina.get_by_role("link", name=nombre, exact=True).first


def cuenta(pagina, cual):
    return pagina.pagina.locator(f'[data-cuenta="{cual}"]').inner_text()


def abierta(abrir, encargada, **opciones):
    pagina = abrir(encargada, **opciones)
    pagina.pagina.set_default_timeout(8000)
    pagina.ir("/")
    enlace(pagina, "Nueva sesión").click()
    return pagina


def llenar_un_punto(pagina):
    campo(pagina, "puntos-0-titulo").fill("Agua potable")
    boton(pagina, "Agregar acuerdo").first.click()
    campo(pagina, "puntos-0-acuerdos-0-texto").fill("Se prioriza el agua.")
    boton(pagina, "Agregar compromiso").first.click()
    campo(pagina, "puntos-0-compromisos-0-accion").fill("Presentar el proyecto")
    campo(pagina, "puntos-0-compromisos-0-responsable").fill("Servicio 1")
    campo(pagina, "puntos-0-compromisos-0-vence").fill("2026-12-31")


def test_registra_y_corrige_con_lo_pegado(abrir, encargada, instancia):
    pagina = abierta(abrir, encargada)
    pagina.revisar("sesion-nueva")

    # Todos presentes; el buscador y una tecla cambian a uno; las cuentas corren.
    campo(pagina, "lugar").fill("Sede vecinal")
    boton(pagina, "Todos presentes").click()
    assert cuenta(pagina, "estado:presente") == "60"
    assert pagina.pagina.get_by_text("Hay quórum: 60 titulares de 30 exigidos y 3 sectores de 2").is_visible()
    pagina.pagina.get_by_label("Buscar en la lista").fill("SERVICIO 0")
    assert pagina.pagina.locator("[data-asistente]:visible").count() == 1
    pagina.pagina.locator("[data-asistente]:visible input:checked").press("e")
    assert (cuenta(pagina, "estado:excusado"), cuenta(pagina, "sector:publico")) == ("1", "19")
    llenar_un_punto(pagina)
    campo(pagina, "puntos-0-compromisos-0-vence").fill("")
    boton(pagina, "Registrar la sesión").click()

    # Falta el plazo: lo dice en su lugar y nada se pierde.
    assert pagina.pagina.get_by_text("Nada se guardó todavía").is_visible()
    assert cuenta(pagina, "estado:excusado") == "1"
    pagina.revisar("sesion-nueva-con-errores")
    campo(pagina, "puntos-0-compromisos-0-vence").fill("2026-12-31")
    boton(pagina, "Registrar la sesión").click()
    assert pagina.pagina.get_by_text("registrada.").is_visible()
    pagina.revisar("sesion-registrada")
    sesion = Sesion.objects.get()
    assert sesion.asistencias.filter(estado="presente", confirmada=True).count() == 59
    assert (Acuerdo.objects.count(), Compromiso.objects.count()) == (1, 1)

    # Lo pegado cambia a quien ya estaba y agrega a quien faltaba, con su motivo.
    enlace(pagina, "Editar").click()
    pagina.revisar("sesion-editar")
    enlace(pagina, "Pegar asistencia desde Excel").click()
    pagina.revisar("asistencia-pegar")
    campo(pagina, "texto").fill(PEGADO)
    boton(pagina, "Revisar filas").click()
    pagina.revisar("asistencia-revisar")
    campo(pagina, "motivo").fill("La hoja firmada dice otra cosa")
    boton(pagina, "Anotar a todos").click()
    assert pagina.pagina.get_by_text("Asistencia anotada.").is_visible()
    assert Asistencia.objects.get(actor__nombre="Servicio 0").estado == "ausente"
    assert Asistencia.objects.get(actor__nombre="Cooperativa Nueva").estado == "invitado"

    pagina.ir(f"/sesiones/{sesion.codigo}/hoja/")
    pagina.revisar("sesion-hoja")


def test_sin_javascript_tambien(abrir, encargada, instancia):
    pagina = abierta(abrir, encargada, java_script_enabled=False)

    campo(pagina, "lugar").fill("Sede vecinal")
    boton(pagina, "Todos presentes").click()
    assert campo(pagina, "lugar").input_value() == "Sede vecinal"
    llenar_un_punto(pagina)
    boton(pagina, "Registrar la sesión").click()

    assert pagina.pagina.get_by_text("registrada.").is_visible()
    assert Asistencia.objects.filter(estado="presente").count() == 60


def test_al_cambiar_la_fecha_la_lista_es_la_de_ese_dia(abrir, encargada, instancia):
    antes = IntegranteFactory(instancia=instancia, actor=ActorFactory(nombre="Ya se fue"), vigente_hasta="2020-12-31")
    SesionFactory(instancia=instancia, estado="realizada", desde="2019-03-04")
    pagina = abierta(abrir, encargada)

    campo(pagina, "desde").fill("2019-05-05")
    campo(pagina, "lugar").click()

    pagina.pagina.get_by_text(antes.actor.nombre).wait_for()
    assert pagina.pagina.locator("[data-asistente]").count() == 61
