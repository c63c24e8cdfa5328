"""Barrido de lo que se envía: cada rol lo suyo, nada de otra región, nada de más; lo negado no deja rastro."""

import random
import secrets
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
import time_machine
from django.contrib import admin
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from tests.coherencia.escritura import (
    COMUNES,
    OBJETOS_AJENOS,
    cambios,
    de_mas,
    elecciones,
    formularios,
    foto,
    valor_de,
    vigilando,
)
from tests.coherencia.matriz import MATRIZ, ROLES

# Direcciones que aún no dicen cómo se envían. Sólo se achica: al declarar `post`, se sacan de aquí.
SIN_DATOS = set()

ADMITEN_POST = {nombre for nombre, fila in MATRIZ.items() if "POST" in fila.metodos}
ENVIABLES = sorted(nombre for nombre in ADMITEN_POST if MATRIZ[nombre].post)
QUE_ESCRIBEN = [
    n for n in ENVIABLES if MATRIZ[n].post.escribe and any(e < "400" for e in MATRIZ[n].post.estados.split())
]


@pytest.fixture(autouse=True)
def _sin_limites(settings):
    """Aquí se envía muchas veces seguidas: los límites de intentos tienen sus propias pruebas."""
    settings.ACCOUNT_RATE_LIMITS = False


@contextmanager
def sin_dejar_huella():
    """Lo que se escriba dentro se deshace al salir: cada rol parte de lo mismo."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def preparar(nombre, elenco):
    """(dirección, datos válidos) de una fila, con sus objetos creados."""
    fila = MATRIZ[nombre]
    argumentos = fila.objeto(elenco) if fila.objeto else {}
    return reverse(nombre, kwargs=argumentos), fila.post.datos(elenco, **argumentos)


def enviar(cliente, url, datos):
    """Un POST; los archivos ya leídos en un envío anterior se vuelven a leer desde el comienzo."""
    for valor in datos.values():
        if hasattr(valor, "seek"):
            valor.seek(0)
    return cliente.post(url, datos)


def quien_puede(nombre, elenco):
    """La primera persona del elenco a quien la matriz deja escribir."""
    estados = MATRIZ[nombre].post.estados.split()
    return next(getattr(elenco, rol) for rol, estado in zip(ROLES, estados, strict=True) if int(estado) < 400)


def test_toda_direccion_que_admite_post_dice_como_se_envia():
    sin_decir = {nombre for nombre in ADMITEN_POST if not MATRIZ[nombre].post}

    assert sin_decir - SIN_DATOS == set(), "agrega post=Escritura(...) a su fila en tests/coherencia/matriz.py"
    assert SIN_DATOS - sin_decir == set(), "ya lo dicen: sácalas de SIN_DATOS"
    assert {nombre for nombre, fila in MATRIZ.items() if fila.post} <= ADMITEN_POST


@pytest.mark.parametrize("nombre", ENVIABLES)
def test_cada_rol_envia_lo_mismo_y_solo_escribe_quien_puede(nombre, elenco, entrar):
    url, datos = preparar(nombre, elenco)
    escritura = MATRIZ[nombre].post
    esperado = dict(zip(ROLES, map(int, escritura.estados.split()), strict=True))

    obtenido, escrito, antes = {}, {}, foto()
    for rol in ROLES:
        with sin_dejar_huella(), vigilando(antes) as vigia:
            obtenido[rol] = enviar(entrar(getattr(elenco, rol)), url, datos).status_code
            escrito[rol] = bool(vigia.cambios())

    assert obtenido == esperado
    assert escrito == {rol: escritura.escribe and estado < 400 for rol, estado in esperado.items()}


# Lo que escribe quien tiene un enlace firmado, sin cuenta: tests/mesas/test_vistas_convocatoria.py dice qué puede.
CON_ENLACE_FIRMADO = {"convocatoria_responder"}


@pytest.mark.parametrize("nombre", sorted(set(ENVIABLES) - CON_ENLACE_FIRMADO))
def test_sin_sesion_no_se_escribe(nombre, elenco, entrar):
    url, datos = preparar(nombre, elenco)

    with vigilando() as vigia:
        enviar(entrar(None), url, datos)

    assert vigia.cambios() == set()


@pytest.mark.parametrize("nombre", QUE_ESCRIBEN)
def test_sin_la_marca_del_formulario_no_se_escribe(nombre, elenco):
    url, datos = preparar(nombre, elenco)
    cliente = Client(enforce_csrf_checks=True)
    cliente.force_login(quien_puede(nombre, elenco))

    with vigilando() as vigia:
        respuesta = enviar(cliente, url, datos)

    assert respuesta.status_code == 403
    assert vigia.cambios() == set()


def sustituciones(nombre, elenco, cliente, url):
    """{campo: valor de otra región} de cada campo que elige un objeto y de los que la fila declara."""
    hallados = dict(MATRIZ[nombre].post.ajenos(elenco))
    pagina = cliente.get(url) if "GET" in MATRIZ[nombre].metodos else cliente.post(url, {})
    for formulario in formularios(pagina):
        for campo, eleccion in elecciones(formulario):
            modelo = eleccion.queryset.model._meta.label
            assert modelo in OBJETOS_AJENOS or modelo in COMUNES, f"clasifica {modelo} en escritura.py"
            if modelo in OBJETOS_AJENOS:
                hallados[campo] = valor_de(eleccion, OBJETOS_AJENOS[modelo](elenco))
    return hallados


@pytest.mark.parametrize("nombre", QUE_ESCRIBEN)
def test_lo_de_otra_region_se_rechaza_en_su_campo(nombre, elenco, entrar):
    url, datos = preparar(nombre, elenco)
    cliente = entrar(quien_puede(nombre, elenco))
    if quien_puede(nombre, elenco).ve_todo:
        return  # para quien ve todo el país no hay otra región
    with sin_dejar_huella():
        campos = sustituciones(nombre, elenco, cliente, url)
    # Los objetos ajenos se crean de nuevo, ahora para quedar.
    campos = sustituciones(nombre, elenco, cliente, url)
    antes = foto()

    for campo, valor in campos.items():
        with vigilando(antes) as vigia:
            respuesta = enviar(cliente, url, datos | {campo: valor})

        con_error = {f.add_prefix(n) for f in formularios(respuesta) if f.is_bound for n in f.errors}
        # El número escondido de una fila no tiene dónde mostrar su error: lo dice la fila.
        de_la_fila = f"{campo.rpartition('-')[0]}-__all__"
        assert respuesta.status_code == 404 or {campo, de_la_fila} & con_error, f"{campo} aceptó {valor}"
        assert vigia.cambios() == set(), campo


@pytest.mark.skipif(connection.vendor != "sqlite", reason="compara filas enteras: las secuencias de SQLite se deshacen")
@pytest.mark.parametrize("nombre", QUE_ESCRIBEN)
def test_los_campos_de_mas_no_hacen_nada(nombre, elenco, monkeypatch):
    with time_machine.travel(datetime(2026, 11, 20, 15, tzinfo=UTC), tick=False):
        url, datos = preparar(nombre, elenco)
        persona = quien_puede(nombre, elenco)
        cliente = Client()
        cliente.force_login(persona)  # la sesión del módulo es de otra fecha
        pagina = cliente.get(url) if "GET" in MATRIZ[nombre].metodos else None

        fotos = []
        for enviado in (datos, de_mas(pagina, datos) | datos):
            with sin_dejar_huella():
                cliente.force_login(persona)
                azar = random.Random(1)  # la misma sal en ambas claves, los mismos enlaces
                monkeypatch.setattr(secrets, "choice", azar.choice)
                monkeypatch.setattr(secrets, "token_urlsafe", lambda largo, de=azar: de.randbytes(largo).hex()[:43])
                assert enviar(cliente, url, enviado).status_code < 400
                fotos.append(foto())

    assert cambios(*fotos) == set()


# --- El admin: quien no administra no envía nada ---


MODELOS_DEL_ADMIN = sorted(admin.site._registry, key=lambda modelo: modelo._meta.label)


@pytest.mark.parametrize("modelo", MODELOS_DEL_ADMIN, ids=lambda modelo: modelo._meta.label)
def test_quien_no_administra_no_envia_nada_al_admin(modelo, elenco, entrar):
    base = f"admin:{modelo._meta.app_label}_{modelo._meta.model_name}"
    rutas = [reverse(f"{base}_changelist"), reverse(f"{base}_add")]
    rutas += [reverse(f"{base}_{vista}", args=["1"]) for vista in ("change", "delete", "history")]
    clientes = {rol: entrar(getattr(elenco, rol)) for rol in set(ROLES) - {"administradora"}}

    with vigilando() as vigia:
        for cliente in clientes.values():
            estados = {ruta: cliente.post(ruta, {"action": "delete_selected"}).status_code for ruta in rutas}
            assert estados == dict.fromkeys(rutas, 404)

    assert vigia.cambios() == set()
