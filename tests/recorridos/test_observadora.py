"""Quien observa ve lo que se le dio, entero, y nada más: ni de frente ni por las puertas laterales."""

import io

import pytest
from openpyxl import load_workbook

from tests.fabricas.emision import informe_emitido
from tests.fabricas.informes import GastoDelAnioFactory, ProyectoFactory
from tests.fabricas.mesas import MesaFactory
from tests.fabricas.sesiones import CompromisoFactory, SesionFactory
from tests.fabricas.territorios import TerritorioFactory

pytestmark = [pytest.mark.recorrido, pytest.mark.django_db(transaction=True)]
RESERVADO = "Estero Reservado"


@pytest.fixture
def dado(observadora, valparaiso):
    """Un proyecto con su informe emitido, y una mesa, que se le compartieron."""
    proyecto = ProyectoFactory(direcciones=[valparaiso], observadores=[observadora], titulo="Redes del territorio")
    GastoDelAnioFactory(proyecto=proyecto, monto="1234.50")
    MesaFactory(direcciones=[valparaiso], observadores=[observadora], nombre="Mesa compartida")
    return informe_emitido(proyecto)


@pytest.fixture
def ajeno(valparaiso):
    """Lo mismo, de la misma región, sin compartir."""
    proyecto = ProyectoFactory(direcciones=[valparaiso], titulo=RESERVADO)
    GastoDelAnioFactory(proyecto=proyecto, monto="987.65")
    mesa = MesaFactory(direcciones=[valparaiso], nombre=RESERVADO)
    compromiso = CompromisoFactory(mesa=mesa, accion=RESERVADO)
    sesion = SesionFactory(mesa=mesa, titulo=RESERVADO)
    return {"informe": informe_emitido(proyecto), "mesa": mesa, "compromiso": compromiso, "sesion": sesion}


def puertas_a_lo_ajeno(informe, mesa, compromiso, sesion):
    """Cada manera de pedir por su código algo que no se le dio."""
    uno = f"/informes/anual/{informe.codigo}/"
    proyecto = f"/informes/proyectos/{informe.proyecto.codigo}/"
    yield from (uno, f"{uno}archivo/pdf/", f"{uno}archivo/xlsx/", f"{uno}cifras/gasto-anio/", f"{uno}comparar/")
    yield from (f"{uno}versiones/1/", f"{uno}versiones/1/archivo/docx/", f"{uno}versiones/1/cifras/gasto-anio/")
    yield from (proyecto, f"{proyecto}fuentes/", f"{proyecto}indicadores/", f"{proyecto}indicadores/archivo/xlsx/")
    for objeto in (mesa, compromiso, sesion, informe.proyecto):
        yield from (objeto.get_absolute_url(), f"/historial/{objeto._meta.model_name}/{objeto.codigo}/")
    yield from (f"{mesa.get_absolute_url()}?seccion=integrantes", f"{mesa.get_absolute_url()}editar/")
    yield TerritorioFactory().get_absolute_url()
    yield compromiso.responsable.get_absolute_url()


def texto_del_libro(respuesta):
    libro = load_workbook(io.BytesIO(respuesta.body()))
    return "\n".join(str(celda.value) for hoja in libro for fila in hoja for celda in fila)


def test_desde_su_inicio_llega_a_lo_que_se_le_dio_hasta_las_filas(abrir, observadora, dado, ajeno):
    pagina = abrir(observadora)
    pestana = pagina.pagina

    pagina.ir("/")
    menu = pestana.get_by_role("navigation", name="Principal")
    assert not {"Actores", "Territorios", "Usuarios", "Administración"} & set(menu.inner_text().split("\n"))
    pagina.revisar("inicio-de-quien-observa")
    menu.get_by_role("link", name="Informes").click()
    assert RESERVADO not in pestana.locator("main").inner_text()
    pestana.get_by_role("link", name=dado.codigo).click()
    assert not pestana.get_by_role("link", name="Corregir con nueva versión").is_visible()
    pestana.locator(".hoja-de-informe").get_by_role("link", name="1,234.50").first.click()
    pestana.get_by_text("1,234.50").first.wait_for()
    menu.get_by_role("link", name="Mesas").click()

    pestana.get_by_role("link", name="Mesa compartida").click()
    assert pestana.get_by_role("heading", name="Mesa compartida", level=1).is_visible()
    assert not pestana.get_by_role("link", name="Editar").is_visible()


def test_lo_que_no_se_le_dio_no_existe_por_ninguna_puerta(abrir, observadora, encargada, dado, ajeno):
    pagina = abrir(observadora)
    pedir, de_casa = pagina.pagina.request.get, abrir(encargada).pagina.request.get

    estados = {
        ruta: (pedir(f"{pagina.origen}{ruta}").status, de_casa(f"{pagina.origen}{ruta}").status)
        for ruta in puertas_a_lo_ajeno(**ajeno)
    }
    assert {ruta: estado for ruta, estado in estados.items() if estado != (404, 200)} == {}

    for lista in ("mesas", "sesiones", "compromisos", "informes", "informes/proyectos"):
        pagina.ir(f"/{lista}/")
        assert RESERVADO not in pagina.pagina.content()
        assert RESERVADO not in texto_del_libro(pedir(f"{pagina.origen}/{lista}/?formato=xlsx"))
    pagina.ir(f"/buscar/?q={RESERVADO}")
    assert pagina.pagina.get_by_role("link", name=RESERVADO).count() == 0
    assert pedir(f"{pagina.origen}/buscar/actor.json?q=servicio").status == 403
    assert pagina.ir(ajeno["mesa"].get_absolute_url()).status == 404
    assert pagina.pagina.get_by_text("Esta página no existe").is_visible()


def test_si_se_le_quita_deja_de_existir_al_instante(abrir, observadora, dado):
    pagina = abrir(observadora)
    assert pagina.ir(dado.get_absolute_url()).status == 200

    dado.proyecto.observadores.clear()

    assert pagina.ir(dado.get_absolute_url()).status == 404
