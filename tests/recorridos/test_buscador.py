"""El buscador de la barra: con teclado, sin JavaScript y en angosto."""

import pytest

from tests.fabricas.mesas import MesaFactory

pytestmark = [pytest.mark.recorrido, pytest.mark.django_db(transaction=True)]


def test_la_barra_inclinada_lleva_al_buscador_y_un_codigo_a_su_objeto(abrir, encargada, valparaiso):
    mesa = MesaFactory(nombre="Mesa del agua", direcciones=[valparaiso])
    pagina = abrir(encargada)
    pagina.ir("/")

    pagina.pagina.keyboard.press("/")
    pagina.pagina.keyboard.type(f"agua/{mesa.codigo}")

    assert pagina.pagina.locator("#buscador-q").input_value() == f"agua/{mesa.codigo}"
    pagina.pagina.locator("#buscador-q").fill(mesa.codigo)
    pagina.pagina.keyboard.press("Enter")
    pagina.pagina.wait_for_url(f"**{mesa.get_absolute_url()}")


def test_sin_javascript_y_en_angosto_tambien_se_busca(abrir, encargada, valparaiso):
    MesaFactory(nombre="Mesa del agua", direcciones=[valparaiso])
    pagina = abrir(encargada, ancho=360, java_script_enabled=False)
    pagina.ir("/")

    pagina.pagina.locator("#buscador-q").fill("AGUA")
    pagina.pagina.get_by_role("button", name="Buscar").click()

    assert pagina.pagina.get_by_role("link", name="Mesa del agua").is_visible()


@pytest.mark.parametrize("texto", ["agua", "nadie"])
def test_los_resultados_en_ancho_y_en_angosto(texto, abrir, encargada, valparaiso):
    for _ in range(7):
        MesaFactory(nombre="Mesa público-privada por el agua de las comunas rurales", direcciones=[valparaiso])
    pagina = abrir(encargada)

    pagina.ir(f"/buscar/?q={texto}")

    pagina.revisar(f"buscar-{texto}")


@pytest.mark.parametrize("ancho", [576, 768, 992, 1100])
def test_la_barra_cabe_en_los_anchos_intermedios(ancho, abrir, encargada, valparaiso):
    encargada.first_name, encargada.last_name = "María Fernanda", "Encargada de la Dirección Regional"
    encargada.save()
    pagina = abrir(encargada, ancho=ancho)

    pagina.ir("/buscar/")

    assert pagina.pagina.evaluate("document.documentElement.scrollWidth") <= ancho
    assert pagina.pagina.locator("#buscador-q").bounding_box()["width"] >= 120
