"""La administradora ayuda a quien no puede entrar y traslada a quien cambia de región."""

import pytest

from tests.fabricas.actores import UsuarioFactory

pytestmark = [pytest.mark.recorrido, pytest.mark.django_db(transaction=True)]


def test_se_da_un_enlace_con_que_la_persona_elige_su_clave(abrir, administradora, lectora):
    pagina = abrir(administradora)
    pestana = pagina.pagina
    pagina.ir("/administracion/usuarios/")
    pagina.tomar("usuarios", pestana.get_by_role("link", name="Nueva cuenta"))

    pestana.locator("tbody").get_by_role("link", name=str(lectora)).click()
    dar = pestana.get_by_role("button", name="Dar enlace para nueva clave")
    pagina.tomar("usuario", dar)
    dar.click()
    enlace = pestana.locator("code.clave-larga").inner_text().strip()
    pagina.revisar("usuario-enlace")

    ella = abrir()
    ella.ir("/" + enlace.split("/", 3)[3])
    for campo in ella.pagina.locator("input[type=password]").all():
        campo.fill("una-clave-bien-larga-y-suya")
    ella.pagina.keyboard.press("Enter")
    ella.pagina.wait_for_url("**/recuperada/")
    lectora.refresh_from_db()
    assert lectora.check_password("una-clave-bien-larga-y-suya")


def test_se_traslada_y_su_sesion_se_cierra(abrir, administradora, valparaiso, maule):
    persona = UsuarioFactory(first_name="Ana", last_name="Modelo", direcciones=[valparaiso])
    pagina, ella = abrir(administradora), abrir(persona)
    pestana = pagina.pagina
    ella.ir("/mesas/")

    pagina.ir(f"/administracion/usuarios/{persona.username}/trasladar/")
    pestana.get_by_label("Maule").check()
    pestana.get_by_label("Valparaíso").uncheck()
    pestana.locator("[name=motivo]").fill("Asume en la dirección del Maule")
    pagina.tomar("usuario-trasladar", pestana.locator("[name=motivo]"), alto=760)
    pestana.locator("main form button[type=submit]").click()
    pestana.locator("dl.datos").get_by_text("Maule").wait_for()

    ella.ir("/mesas/")
    assert "/cuentas/entrar/" in ella.pagina.url
