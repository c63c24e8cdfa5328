"""Lo que no se ve de frente tampoco se ve de lado: cuentas de los listados, archivos, buscadores y enlaces firmados."""

import io
import re

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from tests.coherencia.matriz import MATRIZ, ROLES
from tests.fabricas.actores import ActorFactory
from tests.fabricas.informes import InformeAnualFactory, ProyectoFactory
from tests.fabricas.mesas import MesaFactory
from tests.fabricas.sesiones import CompromisoFactory, SesionFactory

PARA_LEER = sorted(n for n, fila in MATRIZ.items() if fila.metodos[0] == "GET" and "200" in fila.estados)
PARA_PROGRAMAS = {"salud", "salud_lista"}
CON_XLSX = sorted(n for n in PARA_LEER if n.endswith("_lista") and not MATRIZ[n].objeto and n != "salud_lista")


def abrir(nombre, elenco, entrar, **consulta):
    """La respuesta a la primera persona del elenco que la puede abrir."""
    fila = MATRIZ[nombre]
    quien = next(rol for rol in ROLES if fila.esperado(rol) == 200)
    url = reverse(nombre, kwargs=fila.objeto(elenco) if fila.objeto else None)
    return entrar(getattr(elenco, quien)).get(url, consulta)


def es_archivo(respuesta):
    tipo = respuesta["Content-Type"].split(";")[0]
    return "Content-Disposition" in respuesta or tipo not in {"text/html", "application/json"}


def exigir_que_se_descargue(respuesta):
    assert respuesta["X-Content-Type-Options"] == "nosniff"
    if es_archivo(respuesta):
        assert respuesta.get("Content-Disposition", "").startswith("attachment")


@pytest.mark.parametrize("nombre", sorted(set(PARA_LEER) - PARA_PROGRAMAS))
def test_todo_archivo_se_descarga_y_ningun_navegador_adivina_que_es(nombre, elenco, entrar):
    exigir_que_se_descargue(abrir(nombre, elenco, entrar))


@pytest.mark.parametrize("nombre", CON_XLSX)
def test_tambien_el_excel_de_un_listado(nombre, elenco, entrar):
    exigir_que_se_descargue(abrir(nombre, elenco, entrar, formato="xlsx"))


# --- Listados: ni filas ni cuentas de otra región ---


LISTADOS = {
    "mesas_lista": lambda elenco: MesaFactory(direcciones=[elenco.valparaiso], nombre="Estero Reservado"),
    "sesiones_lista": lambda elenco: SesionFactory(direcciones=[elenco.valparaiso], titulo="Estero Reservado"),
    "compromisos_lista": lambda elenco: CompromisoFactory(direcciones=[elenco.valparaiso], accion="Estero Reservado"),
    "proyectos_lista": lambda elenco: ProyectoFactory(direcciones=[elenco.valparaiso], titulo="Estero Reservado"),
    "informes_lista": lambda elenco: InformeAnualFactory(
        proyecto=ProyectoFactory(direcciones=[elenco.valparaiso], titulo="Estero Reservado")
    ),
}


def texto_de(respuesta):
    """Lo que se lee en la respuesta, también dentro de un libro de Excel."""
    if "spreadsheet" not in respuesta["Content-Type"]:
        return respuesta.text
    libro = load_workbook(io.BytesIO(b"".join(respuesta)))
    return "\n".join(str(celda.value) for hoja in libro for fila in hoja for celda in fila)


@pytest.mark.parametrize("nombre", LISTADOS)
@pytest.mark.parametrize("rol", ["ajena", "observadora"])
@pytest.mark.parametrize("consulta", [{}, {"formato": "xlsx"}], ids=["página", "excel"])
def test_un_listado_no_muestra_ni_cuenta_lo_de_otra_region(nombre, rol, consulta, elenco, entrar):
    LISTADOS[nombre](elenco)

    respuesta = entrar(getattr(elenco, rol)).get(reverse(nombre), consulta)
    de_casa = entrar(elenco.encargada).get(reverse(nombre), consulta)

    assert "Reservado" not in texto_de(respuesta)
    assert "Reservado" in texto_de(de_casa)
    if respuesta.context:
        assert respuesta.context["tabla"].total == 0


def sin_marcas(respuesta):
    """La página sin lo que cambia en cada carga de un formulario."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", respuesta.text)


@pytest.mark.parametrize("rol", ["ajena", "observadora"])
def test_el_inicio_es_el_mismo_haya_o_no_algo_en_otra_region(rol, elenco, entrar):
    cliente = entrar(getattr(elenco, rol))
    responsable = ActorFactory()  # el directorio de actores es común: éste se cuenta antes y después
    antes = sin_marcas(cliente.get(reverse("inicio")))

    mesa = LISTADOS["mesas_lista"](elenco)
    CompromisoFactory(mesa=mesa, responsable=responsable, accion="Estero Reservado")
    for nombre in ("sesiones_lista", "informes_lista"):
        LISTADOS[nombre](elenco)

    assert sin_marcas(cliente.get(reverse("inicio"))) == antes


# --- Las puertas del admin ---


@pytest.mark.parametrize("rol", sorted(set(ROLES) - {"administradora"}))
def test_los_buscadores_y_accesos_directos_del_admin_no_existen_para_quien_no_administra(rol, elenco, entrar):
    cliente = entrar(getattr(elenco, rol))
    buscador = {"app_label": "mesas", "model_name": "mesa", "field_name": "encargado", "term": ""}

    assert cliente.get(reverse("admin:autocomplete"), buscador).status_code == 404
    assert cliente.get(reverse("admin:jsi18n")).status_code in {200, 404}
    assert cliente.get(reverse("admin:view_on_site", args=["1", "1"])).status_code == 404
    assert cliente.get(reverse("admin:password_change")).status_code == 404


# --- Enlaces firmados ---


@pytest.mark.parametrize("cambio", ["x", "-", "%00"], ids=["alargado", "cortado", "nulo"])
def test_un_enlace_de_clave_alterado_no_sirve(cambio, elenco, client, entrar):
    pedido = entrar(elenco.administradora).post(reverse("usuario_enlace", args=["lectora"]))
    camino = pedido.context["enlace"].split("/", 3)[3].rstrip("/")

    respuesta = client.get(f"/{camino}{cambio}/", follow=True)

    assert respuesta.status_code in {200, 404}
    assert 'name="password1"' not in respuesta.text


def test_el_enlace_de_una_persona_no_sirve_para_otra(elenco, client, entrar):
    administra = entrar(elenco.administradora)
    enlaces = [administra.post(reverse("usuario_enlace", args=[p])).context["enlace"] for p in ("lectora", "ajena")]
    (_, llave), (de_otra, _) = (enlace.split("/", 3)[3].rstrip("/").split("-", 1) for enlace in enlaces)

    respuesta = client.get(f"/{de_otra}-{llave}/", follow=True)

    assert 'name="password1"' not in respuesta.text
