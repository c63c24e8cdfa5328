"""Barrido de direcciones: todas clasificadas, cerradas por defecto, cada rol con su respuesta y cada método el suyo."""

from urllib.parse import quote

import pytest
from django.conf import settings
from django.contrib import admin
from django.urls import get_resolver, resolve, reverse
from django.urls.resolvers import URLPattern

from config.rutas_publicas import RUTAS_PUBLICAS
from mesas.views.secciones import SECCIONES
from tests.coherencia.matriz import MATRIZ, ROLES

PROPIAS = {"actores", "comun", "config", "informes", "mesas", "territorios"}
MODELOS_DEL_ADMIN = sorted(admin.site._registry, key=lambda modelo: modelo._meta.label)


def direcciones(patrones=None, espacio=""):
    """(nombre con espacio, patrón) de cada dirección del sitio."""
    for patron in get_resolver().url_patterns if patrones is None else patrones:
        if isinstance(patron, URLPattern):
            yield f"{espacio}{patron.name or 'SIN NOMBRE'}", patron
        else:
            yield from direcciones(
                patron.url_patterns, f"{espacio}{patron.namespace}:" if patron.namespace else espacio
            )


def armar(nombre, elenco):
    fila = MATRIZ[nombre]
    return reverse(nombre, kwargs=fila.objeto(elenco) if fila.objeto else None)


def test_toda_direccion_tiene_nombre_y_fila_en_la_matriz():
    nombres = {nombre for nombre, _ in direcciones() if not nombre.startswith("admin:")}

    assert nombres - set(MATRIZ) == set(), "clasifícalas en tests/coherencia/matriz.py"
    assert set(MATRIZ) - nombres == set(), "ya no existen: bórralas de tests/coherencia/matriz.py"


def test_las_rutas_publicas_existen_y_son_las_que_la_matriz_abre():
    abiertas = {nombre for nombre, fila in MATRIZ.items() if fila.publica or fila.sin_sesion != 302}

    assert abiertas == set(RUTAS_PUBLICAS)


def test_los_parametros_de_las_direcciones_no_son_enteros():
    con_entero = [str(patron.pattern) for nombre, patron in direcciones() if "<int:" in str(patron.pattern)]

    assert [ruta for ruta in con_entero if "anio" not in ruta and "version" not in ruta] == []


@pytest.mark.parametrize("seccion", [seccion.clave for seccion in SECCIONES])
def test_cada_seccion_de_la_mesa_abre_para_quien_la_ve(seccion, elenco, entrar):
    fila, url = MATRIZ["mesa_detalle"], armar("mesa_detalle", elenco)

    for rol in ROLES:
        respuesta = entrar(getattr(elenco, rol)).get(url, {"seccion": seccion})
        assert respuesta.status_code == fila.esperado(rol), rol


@pytest.mark.parametrize("nombre", sorted(MATRIZ))
def test_cada_rol_recibe_lo_que_dice_la_matriz(nombre, elenco, entrar):
    fila, url = MATRIZ[nombre], armar(nombre, elenco)
    esperado = {"sin sesión": fila.sin_sesion} | {rol: fila.esperado(rol) for rol in ROLES}

    obtenido = {"sin sesión": entrar(None).generic(fila.metodos[0], url).status_code}
    for rol in ROLES:
        obtenido[rol] = entrar(getattr(elenco, rol)).generic(fila.metodos[0], url).status_code

    assert obtenido == esperado


@pytest.mark.parametrize("nombre", sorted(set(MATRIZ) - set(RUTAS_PUBLICAS)))
def test_sin_sesion_lleva_al_ingreso_y_recuerda_adonde_iba(nombre, elenco, client):
    respuesta = client.get(armar(nombre, elenco))

    assert respuesta.status_code == 302
    assert respuesta.url.startswith(f"{reverse(settings.LOGIN_URL)}?next=/")


@pytest.mark.parametrize("nombre", sorted(MATRIZ))
def test_un_metodo_equivocado_se_rechaza(nombre, elenco, entrar):
    url = armar(nombre, elenco)
    if resolve(url).func.__module__.split(".")[0] not in PROPIAS:
        return
    cliente = entrar(elenco.administradora)
    negados = {"GET", "POST", "PUT", "DELETE"} - set(MATRIZ[nombre].metodos)

    assert {metodo: cliente.generic(metodo, url).status_code for metodo in negados} == dict.fromkeys(negados, 405)


BASURA = "q=%00%ED%27&pagina=x&orden=__clave&anio=99999999999&estado=%00&direccion=-1&desde=31-02-2020&mes=á"


@pytest.mark.parametrize("nombre", sorted(n for n, fila in MATRIZ.items() if fila.metodos[0] == "GET"))
def test_una_consulta_sin_sentido_no_bota_la_pagina(nombre, elenco, entrar):
    respuesta = entrar(elenco.nacional).get(f"{armar(nombre, elenco)}?{BASURA}")

    assert respuesta.status_code < 500


INVENTOS = ("X-99-999999", "a\0b", "ñ" * 500, "%", "' or 1=1")


@pytest.mark.parametrize("nombre", sorted(n for n, fila in MATRIZ.items() if fila.objeto and "account" not in n))
def test_un_codigo_inventado_no_existe(nombre, elenco, entrar):
    argumentos = MATRIZ[nombre].objeto(elenco)
    buena, real = reverse(nombre, kwargs=argumentos), str(next(iter(argumentos.values())))
    cliente, metodo = entrar(elenco.nacional), MATRIZ[nombre].metodos[0]

    estados = [cliente.generic(metodo, buena.replace(real, quote(malo, safe=""))).status_code for malo in INVENTOS]

    assert estados == [404] * len(INVENTOS)


# --- El admin se clasifica como grupo: existe sólo para administradores (404 para el resto) ---


@pytest.mark.parametrize("modelo", MODELOS_DEL_ADMIN, ids=lambda modelo: modelo._meta.label)
def test_el_admin_de_cada_modelo_abre_para_quien_administra_y_no_existe_para_el_resto(modelo, elenco, entrar):
    base = f"admin:{modelo._meta.app_label}_{modelo._meta.model_name}"
    lista, agregar = reverse(f"{base}_changelist"), reverse(f"{base}_add")
    administradora = entrar(elenco.administradora)

    assert administradora.get(lista).status_code == 200
    assert administradora.get(f"{lista}?q=á").status_code == 200
    assert administradora.get(agregar).status_code in {200, 403}
    for rol in set(ROLES) - {"administradora"}:
        assert entrar(getattr(elenco, rol)).get(lista).status_code == 404
    assert entrar(None).get(lista).status_code == 302


@pytest.mark.parametrize("modelo", MODELOS_DEL_ADMIN, ids=lambda modelo: modelo._meta.label)
def test_el_admin_no_borra_en_lote_ni_cambia_lo_que_escriben_los_verbos(modelo, administradora, rf):
    peticion = rf.get("/")
    peticion.user = administradora
    opciones = admin.site._registry[modelo]
    nuestros = {campo.name for campo in modelo._meta.fields if campo.name == "codigo" and not campo.editable}
    campos = nuestros | {campo.name for campo in modelo._meta.fields if campo.name.startswith("estado")}

    assert "delete_selected" not in opciones.get_actions(peticion)
    assert not getattr(opciones, "list_editable", ())
    if opciones.has_change_permission(peticion):
        assert campos <= set(opciones.get_readonly_fields(peticion))
        assert not {c.name for c in modelo._meta.fields if not c.editable} & set(
            opciones.get_form(peticion).base_fields
        )
