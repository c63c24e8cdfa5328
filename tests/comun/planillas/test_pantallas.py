"""Las planillas en pantalla: se descarga, se sube, se mira y se aplica lo que se vio, una sola vez."""

import io
from datetime import UTC, datetime

import pytest
import time_machine
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from comun.models import Bitacora, LibroSubido
from comun.planillas import exportar, tipo_llamado
from comun.planillas.defensas import MAX_BYTES
from territorios.models import Territorio
from tests.fabricas.informes import ProyectoFactory
from tests.fabricas.mesas import MesaFactory
from tests.fabricas.territorios import ComunaFactory, TerritorioFactory
from tests.planillas import ida_y_vuelta, libro_del_tipo, mirar, motivos

PAGINA = "/planillas/territorios/"


@pytest.fixture
def cliente(entrar, encargada):
    ComunaFactory(codigo="05101", nombre="Valparaíso")
    return entrar(encargada)


def libro(*filas):
    comun = {"Tipo": "barrio o sector", "Comunas": "Valparaíso"}
    return libro_del_tipo("territorios", {"Territorios": [comun | fila for fila in filas]})


def subir(cliente, contenido, pagina=PAGINA, nombre="mis territorios.xlsx"):
    return cliente.post(pagina, {"archivo": SimpleUploadedFile(nombre, contenido)})


def aplicar(cliente, url, **datos):
    return cliente.post(url, {"huella": LibroSubido.objects.get().huella, **datos})


def test_se_sube_se_mira_y_se_aplica(cliente, encargada):
    guardado = TerritorioFactory(nombre="Puerto")
    contenido = libro({"Nombre": "Cerro"}, {"Código": guardado.codigo, "Nombre": "Puerto viejo", "Tipo": "comuna"})

    subida = subir(cliente, contenido)
    pagina = cliente.get(subida.url)
    assert Territorio.objects.count() == 1
    aplicada = aplicar(cliente, subida.url)

    assert "1 nueva" in pagina.text
    assert "Puerto</del>" in pagina.text
    assert "Puerto viejo</ins>" in pagina.text
    assert (aplicada.status_code, aplicada.url) == (302, reverse("territorios_lista"))
    assert "1 nueva y 1 cambiada" in cliente.get(aplicada.url).text
    assert set(Territorio.objects.values_list("nombre", flat=True)) == {"Cerro", "Puerto viejo"}
    assert Bitacora.objects.get(acto=Bitacora.Acto.IMPORTACION).usuario == encargada


def test_un_doble_clic_no_aplica_dos_veces(cliente, django_capture_on_commit_callbacks):
    url = subir(cliente, libro({"Nombre": "Cerro"})).url
    ruta = LibroSubido.objects.get().ruta
    assert default_storage.exists(ruta)

    with django_capture_on_commit_callbacks(execute=True):
        aplicar(cliente, url)
    segunda = aplicar(cliente, url)

    assert "ya se aplicó" in cliente.get(segunda.url).text
    assert Territorio.objects.count() == 1
    assert not default_storage.exists(ruta)


def test_lo_que_se_aplica_es_lo_que_se_vio(cliente):
    guardado = TerritorioFactory(nombre="Puerto")
    url = subir(cliente, libro({"Código": guardado.codigo, "Nombre": "Puerto viejo", "Tipo": "comuna"})).url
    Territorio.objects.update(nombre="Puerto nuevo")

    primera = aplicar(cliente, url)
    pagina = cliente.get(primera.url)
    assert Territorio.objects.get().nombre == "Puerto nuevo"
    aplicar(cliente, url)

    assert (primera.url, "Los datos cambiaron mientras mirabas" in pagina.text) == (url, True)
    assert "Puerto nuevo</del>" in pagina.text
    assert Territorio.objects.get().nombre == "Puerto viejo"


def test_con_errores_dice_la_celda_y_no_deja_aplicar(cliente):
    url = subir(cliente, libro({"Nombre": "Cerro"}, {"Nombre": "Otro", "Comunas": "Balparaíso"})).url

    pagina = cliente.get(url)
    aplicar(cliente, url)

    assert "Territorios, celda <strong>F3</strong>" in pagina.text
    assert "no se conoce «Balparaíso»; ¿quisiste decir «Valparaíso»?" in pagina.text
    assert "Aplicar la planilla" not in pagina.text
    assert not Territorio.objects.exists()


def test_los_avisos_se_revisan_antes_de_aplicar(cliente):
    TerritorioFactory(nombre="Cerro")
    url = subir(cliente, libro({"Nombre": "Cerro"})).url

    sin_marcar = aplicar(cliente, url)
    assert Territorio.objects.count() == 1
    aplicar(cliente, url, revisados="on")

    assert "marca que los revisaste" in sin_marcar.text
    assert Territorio.objects.count() == 2


def test_la_que_se_reemplazo_por_otra_lo_dice_y_lleva_a_la_nueva(cliente):
    primera = subir(cliente, libro({"Nombre": "Cerro"}), nombre="primera.xlsx").url
    huella = LibroSubido.objects.get().huella
    segunda = subir(cliente, libro({"Nombre": "Puerto"}), nombre="segunda.xlsx").url

    respuesta = cliente.post(primera, {"huella": huella}, follow=True)

    assert respuesta.redirect_chain == [(segunda, 302)]
    assert "la reemplazaste por otra, «segunda.xlsx»" in respuesta.text
    assert not Territorio.objects.exists()


def test_lo_subido_es_de_quien_lo_subio_y_se_olvida_al_dia_siguiente(cliente, entrar, nacional):
    with time_machine.travel(datetime(2026, 11, 20, 12, tzinfo=UTC), tick=False):
        url = subir(cliente, libro({"Nombre": "Cerro"})).url
        ruta = LibroSubido.objects.get().ruta
        assert entrar(nacional).get(url).status_code == 404
    with time_machine.travel(datetime(2100, 11, 21, 13, tzinfo=UTC), tick=False):
        cliente = entrar(LibroSubido.objects.get().por)
        assert cliente.get(url).status_code == 404
        subir(cliente, libro({"Nombre": "Otro"}))

    assert LibroSubido.objects.count() == 1
    assert not default_storage.exists(ruta)


@pytest.mark.parametrize(
    ("contenido", "frase"),
    [
        (b"", "no es un libro de Excel"),
        (b"%PDF-1.4", "no es un libro de Excel"),
        (b"PK\x03\x04 cortado", "no es un libro de Excel"),
        (b"\xd0\xcf\x11\xe0 viejo", "Excel antiguo"),
        (b"x" * (MAX_BYTES + 1), "pasa de 20 MB"),
        (libro_del_tipo("proyecto", {}), "es de la planilla «proyecto» y aquí se sube «territorios»"),
        (libro_del_tipo("territorios", {}), "no trae ninguna hoja"),
    ],
    ids=["vacío", "pdf", "cortado", "antiguo", "enorme", "otra planilla", "sin hojas"],
)
def test_un_archivo_que_no_sirve_se_dice_en_su_campo(contenido, frase, cliente):
    respuesta = subir(cliente, contenido)

    assert respuesta.status_code == 200
    assert frase in " ".join(respuesta.context["form"].errors["archivo"])
    assert not LibroSubido.objects.exists()


def test_lo_que_tardaria_minutos_se_divide(cliente, monkeypatch):
    monkeypatch.setattr("comun.planillas.subida.MAX_POR_ESCRIBIR", 1)

    respuesta = subir(cliente, libro({"Nombre": "Cerro"}, {"Nombre": "Plan"}))

    assert "cambiaría 2 filas y se aplican a lo más 1 por vez" in respuesta.text


def test_sin_elegir_archivo_lo_pide(cliente):
    assert "Elige el archivo" in cliente.post(PAGINA, {}).text


@pytest.mark.parametrize("consulta", ["", "?vacia=1"])
def test_se_descarga_lo_que_se_alcanza_o_la_plantilla(consulta, cliente):
    TerritorioFactory(nombre="Puerto")
    TerritorioFactory(nombre="Ajeno", comunas=[ComunaFactory(codigo="07101")])

    respuesta = cliente.get(f"{PAGINA}descargar/{consulta}")

    hoja = load_workbook(io.BytesIO(respuesta.content))["Territorios"]
    assert [fila[1] for fila in hoja.values][1:] == ([] if consulta else ["Puerto"])


def test_la_de_un_proyecto_lleva_su_codigo(entrar, encargada, valparaiso, maule):
    propio, ajeno = ProyectoFactory(direcciones=[valparaiso]), ProyectoFactory(direcciones=[maule])
    cliente = entrar(encargada)

    pagina = cliente.get(f"/planillas/proyecto/?codigo={propio.codigo}")
    libro_del_proyecto = cliente.get(f"/planillas/proyecto/descargar/?codigo={propio.codigo}")
    subida = subir(cliente, libro_del_proyecto.content, "/planillas/proyecto/")

    assert f"Lo que hay de {propio.codigo}" in pagina.text
    assert "no hay nada que aplicar" in cliente.get(subida.url).text
    assert cliente.get(f"/planillas/proyecto/descargar/?codigo={ajeno.codigo}").status_code == 404
    assert cliente.get("/planillas/proyecto/descargar/?codigo=%00").status_code == 404
    assert cliente.get("/planillas/proyecto/descargar/").status_code == 302


@pytest.mark.parametrize(("rol", "estado"), [("administradora", 200), ("encargada", 404), ("nacional", 404)])
def test_la_de_cuentas_solo_existe_para_quien_administra(rol, estado, request, entrar):
    cliente = entrar(request.getfixturevalue(rol))

    assert cliente.get("/planillas/usuarios/").status_code == estado
    assert cliente.get("/planillas/usuarios/descargar/").status_code == estado


def test_aplicar_lo_que_no_cambia_nada_no_falla(cliente):
    TerritorioFactory(nombre="Puerto")
    url = subir(cliente, cliente.get(f"{PAGINA}descargar/").content).url

    assert "no hay nada que aplicar" in cliente.get(url).text
    assert "Planilla aplicada: sin cambios." in cliente.get(aplicar(cliente, url).url).text


def test_una_planilla_no_deja_nombrar_ni_soltar_lo_que_no_se_ve(encargada, valparaiso, maule):
    ajena = MesaFactory(nombre="Mesa Reservada", direcciones=[maule])
    proyecto = ProyectoFactory(direcciones=[valparaiso])
    proyecto.mesas.set([ajena])

    assert "sin_cambios=1" in ida_y_vuelta("proyecto", encargada, codigo=proyecto.codigo)[0]
    proyecto.mesas.clear()
    contenido = exportar(tipo_llamado("proyecto"), usuario=encargada, codigo=proyecto.codigo)
    libro_editado = load_workbook(io.BytesIO(contenido))
    columna = next(celda.column for celda in libro_editado["Proyecto"][1] if celda.value == "Mesas")
    for nombrada in (ajena.codigo, "Mesa Reservadas"):
        libro_editado["Proyecto"].cell(2, columna, nombrada)
        salida = io.BytesIO()
        libro_editado.save(salida)

        assert motivos(mirar(salida.getvalue(), encargada)) == [f"Proyecto fila 2, Mesas: «{nombrada}» no existe"]
