"""El armazón de las páginas, con teclado y sin JavaScript."""

import pytest

from tests.fabricas.territorios import TerritorioFactory

pytestmark = [pytest.mark.recorrido, pytest.mark.django_db(transaction=True)]


def test_el_primer_tabulador_salta_al_contenido(abrir, encargada):
    pagina = abrir(encargada)
    pagina.ir("/galeria/")

    pagina.pagina.keyboard.press("Tab")
    pagina.pagina.keyboard.press("Enter")

    assert pagina.pagina.evaluate("document.activeElement.id") == "contenido"


def test_en_ancho_el_menu_esta_siempre_a_la_vista(abrir, encargada):
    pagina = abrir(encargada)

    pagina.ir("/galeria/")

    menu = pagina.pagina.get_by_role("navigation", name="Principal")
    assert menu.get_by_role("link", name="Inicio").is_visible()
    assert not pagina.pagina.get_by_text("Menú", exact=True).is_visible()


def test_en_angosto_el_menu_se_abre_sin_javascript(abrir, encargada):
    pagina = abrir(encargada, ancho=360, java_script_enabled=False)
    pagina.ir("/galeria/")
    enlace = pagina.pagina.locator(".riel nav").get_by_text("Inicio")
    assert not enlace.is_visible()

    pagina.pagina.get_by_text("Menú", exact=True).click()

    assert enlace.is_visible()


def test_se_sale_desde_el_menu_de_la_persona(abrir, encargada):
    pagina = abrir(encargada)
    pagina.ir("/")

    pagina.pagina.locator(".persona summary").click()
    pagina.pagina.get_by_role("button", name="Salir").click()

    assert pagina.pagina.url.endswith("/cuentas/entrar/")
    assert pagina.pagina.get_by_text("Saliste. Hasta pronto.").is_visible()


def test_en_angosto_las_filas_son_tarjetas_que_se_pueden_ordenar(abrir, encargada):
    TerritorioFactory(nombre="Alfa")
    TerritorioFactory(nombre="Zeta")
    pagina = abrir(encargada, ancho=360)
    pagina.ir("/territorios/")
    assert not pagina.pagina.locator(".tabla thead").is_visible()

    pagina.pagina.get_by_text("Ordenar", exact=True).click()
    pagina.pagina.locator(".orden a", has_text="Nombre").click()
    pagina.pagina.get_by_text("Ordenar", exact=True).click()
    pagina.pagina.locator(".orden a", has_text="Nombre").click()

    assert pagina.pagina.locator(".tabla tbody tr").first.get_by_text("Zeta").is_visible()
    pagina.revisar("tarjetas-ordenadas")


def test_la_ayuda_se_abre_aparte_y_lo_que_se_escribia_sigue_ahi(abrir, encargada, valparaiso):
    pagina = abrir(encargada)
    pagina.ir("/mesas/nueva/")
    pagina.pagina.locator("[name=nombre]").fill("Mesa a medio escribir")

    with pagina.pagina.expect_popup() as aparte:
        pagina.pagina.get_by_role("link", name="¿Cómo hago esto?").click()

    titulo = "Crear una mesa y anotar a sus integrantes"
    assert aparte.value.get_by_role("heading", name=titulo, level=1).is_visible()
    assert pagina.pagina.locator("[name=nombre]").input_value() == "Mesa a medio escribir"
