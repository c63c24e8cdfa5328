"""La editora regional descarga la plantilla, la llena, se equivoca, la corrige y la aplica; también sin JavaScript."""

import pytest
from openpyxl import load_workbook

from actores.models import Actor
from tests.fabricas.actores import ActorFactory, TipoActorFactory
from tests.fabricas.territorios import ComunaFactory

pytestmark = [pytest.mark.recorrido, pytest.mark.django_db(transaction=True)]


def llenar(ruta, destino, comuna):
    """Sesenta juntas y una que ya está, con la comuna dada en una de ellas."""
    libro = load_workbook(ruta)
    hoja = libro["Actores"]
    columnas = {celda.value: celda.column for celda in hoja[1]}
    for numero in range(2, 62):
        fila = {"Nombre": f"Junta de Vecinos Villa {numero:03d}", "Tipo": "junta de vecinos", "Ámbito": "local"}
        fila["Comuna"] = comuna if numero == 3 else "QUILPUE"
        for nombre, valor in fila.items():
            hoja.cell(numero, columnas[nombre], valor)
    hoja.cell(61, columnas["Nombre"], "Ilustre Municipalidad de Petorca")
    libro.save(destino)
    return destino


@pytest.mark.parametrize("con_javascript", [True, False])
def test_de_la_plantilla_vacia_a_las_filas_guardadas(abrir, encargada, valparaiso, tmp_path, con_javascript):
    TipoActorFactory(clave="junta", nombre="Junta de vecinos")
    ComunaFactory(codigo="05801", nombre="Quilpué")
    ActorFactory(nombre="Municipalidad de Petorca")
    pagina = abrir(encargada, java_script_enabled=con_javascript)
    pagina.pagina.set_default_timeout(8000)
    revisar = pagina.revisar if con_javascript else lambda nombre: None
    tomar = pagina.tomar if con_javascript else lambda *toma, **opciones: None

    def subir(archivo):
        pagina.pagina.get_by_label("Archivo de Excel").set_input_files(archivo)
        pagina.pagina.get_by_role("button", name="Ver qué pasaría").click()

    pagina.ir("/actores/")
    pagina.pagina.get_by_role("link", name="Planilla", exact=True).click()
    revisar("planilla")
    tomar("planilla", pagina.pagina.get_by_role("link", name="Plantilla vacía"))
    with pagina.pagina.expect_download() as descarga:
        pagina.pagina.get_by_role("link", name="Plantilla vacía").click()
    plantilla = tmp_path / "plantilla.xlsx"
    descarga.value.save_as(plantilla)

    # Se equivoca: la página dice en qué celda y cómo se arregla.
    subir(llenar(plantilla, tmp_path / "juntas.xlsx", comuna="Quilpe"))
    assert pagina.pagina.get_by_text("1 error por corregir").is_visible()
    assert pagina.pagina.get_by_text("no se conoce «Quilpe»; ¿quisiste decir «Quilpué»?").is_visible()
    revisar("planilla-con-errores")
    tomar("planilla-con-errores", pagina.pagina.locator(".aviso"))

    # Corregida, avisa lo que se parece y no se aplica sin mirarlo.
    pagina.pagina.get_by_role("link", name="Subir otro archivo").click()
    subir(llenar(plantilla, tmp_path / "juntas.xlsx", comuna="Quilpué"))
    assert pagina.pagina.get_by_text("60 nuevas").is_visible()
    assert pagina.pagina.get_by_text("Municipalidad de Petorca: si es el mismo").is_visible()
    revisar("planilla-revisada")
    pagina.pagina.get_by_label("Revisé").check()
    tomar("planilla-revisada", pagina.pagina.get_by_role("button", name="Aplicar la planilla"), desde="form.aplicar")
    pagina.pagina.get_by_role("button", name="Aplicar la planilla").click()

    assert pagina.pagina.get_by_text("Planilla aplicada: 60 nuevas.").is_visible()
    assert Actor.objects.filter(comuna__nombre="Quilpué").count() == 60
