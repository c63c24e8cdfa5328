"""La cuenta propia: entrar, recuperar la clave y activar el segundo factor de principio a fin."""

import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from tests.fabricas.actores import CLAVE

pytestmark = [pytest.mark.recorrido, pytest.mark.django_db(transaction=True)]


def test_el_ingreso_y_la_recuperacion_de_la_clave(transactional_db, abrir):
    pagina = abrir()
    pestana = pagina.pagina

    pagina.ir("/cuentas/entrar/")
    pagina.tomar("entrar", pestana.get_by_role("button", name="Entrar"))
    pestana.get_by_role("link", name="Recuperar contraseña").click()
    pagina.tomar("recuperar-clave", pestana.get_by_role("textbox"))


def test_se_activa_y_se_guardan_los_codigos_de_respaldo(abrir, encargada):
    pagina = abrir(encargada)
    pestana = pagina.pagina

    pagina.ir("/cuentas/segundo-factor/activar/")
    pagina.revisar("segundo-factor-confirmar")
    pestana.get_by_label("Contraseña").fill(CLAVE)
    pestana.keyboard.press("Enter")
    pestana.wait_for_selector("img.codigo-qr")
    pagina.revisar("segundo-factor-activar")
    pagina.tomar("segundo-factor", pestana.locator("input[name=code]"))
    pestana.locator("input[name=code]").fill("000000")
    pestana.keyboard.press("Enter")
    pestana.wait_for_selector(".aviso-error")
    pagina.revisar("segundo-factor-equivocado")
    clave = pestana.locator("code.clave-larga").inner_text().strip()
    pestana.locator("input[name=code]").fill(format_hotp_value(hotp_value(clave, int(time.time()) // 30)))
    pestana.keyboard.press("Enter")
    pestana.wait_for_selector(".codigos-de-respaldo")
    pagina.revisar("segundo-factor-respaldo")
    pestana.get_by_role("link", name="Ya los guardé").click()

    pagina.revisar("segundo-factor-activado")
    assert pestana.locator(".chip", has_text="activado").count() == 1
