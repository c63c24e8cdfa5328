"""Cada tipo de página, en ancho y en angosto: sin faltas de accesibilidad, nada de otro origen, nada desbordado.

Las páginas salen de la matriz de direcciones: una dirección nueva entra aquí sola.
"""

from types import SimpleNamespace

import pytest
from django.urls import reverse

from comun.manual import TAREAS
from config import errores
from config.rutas_publicas import RUTAS_PUBLICAS
from tests.coherencia.matriz import MATRIZ, ROLES

pytestmark = [pytest.mark.recorrido, pytest.mark.django_db(transaction=True)]
CON_SESION = sorted(n for n, fila in MATRIZ.items() if "GET" in fila.metodos and "200" in fila.estados)
ADMIN = ("/admin/", "/admin/actores/usuario/", "/admin/actores/usuario/add/")


@pytest.fixture
def elenco(request, transactional_db, valparaiso, maule):
    personas = {rol: request.getfixturevalue(rol) for rol in ROLES}
    return SimpleNamespace(valparaiso=valparaiso, maule=maule, **personas)


def direccion(nombre, elenco):
    fila = MATRIZ[nombre]
    return reverse(nombre, kwargs=fila.objeto(elenco) if fila.objeto else None)


def es_pagina(respuesta):
    """Ni un archivo que se descarga ni texto para programas."""
    return respuesta["Content-Type"].startswith("text/html") and "Content-Disposition" not in respuesta


@pytest.mark.parametrize("nombre", CON_SESION)
def test_con_sesion(nombre, elenco, abrir, entrar):
    quien = getattr(elenco, next(rol for rol in ROLES if MATRIZ[nombre].esperado(rol) == 200))
    ruta = direccion(nombre, elenco)
    if not es_pagina(entrar(quien).get(ruta)):
        return
    pagina = abrir(quien)

    pagina.ir(ruta)

    pagina.exigir_liviana()
    pagina.revisar(nombre.replace(":", "-"))
    pestanas = pagina.pagina.locator(".secciones a:not([aria-current])")
    for indice, url in enumerate(pestanas.evaluate_all("enlaces => enlaces.map(e => e.href)"), start=2):
        pagina.pagina.goto(url)
        pagina.revisar(f"{nombre.replace(':', '-')}-{indice}")


@pytest.mark.parametrize("nombre", sorted(n for n in RUTAS_PUBLICAS if MATRIZ[n].sin_sesion == 200))
def test_sin_sesion(nombre, elenco, abrir, client):
    ruta = direccion(nombre, elenco)
    if not es_pagina(client.get(ruta)):
        return
    pagina = abrir()

    pagina.ir(ruta)

    pagina.revisar(f"publica-{nombre}")


@pytest.mark.parametrize("codigo", sorted(errores.PAGINAS))
def test_errores(codigo, abrir):
    pagina = abrir()
    cuerpo = errores.pagina(codigo).text
    pagina.pagina.route("**/error-de-prueba/", lambda ruta: ruta.fulfill(body=cuerpo, content_type="text/html"))

    pagina.ir("/error-de-prueba/")

    pagina.revisar(f"error-{codigo}")


def test_el_ingreso_dice_en_su_lugar_lo_que_falta(transactional_db, abrir):
    pagina = abrir()

    pagina.ir("/cuentas/entrar/")
    pagina.pagina.get_by_role("button", name="Entrar").click()

    assert pagina.pagina.get_by_text("Este campo es obligatorio.").count() == 2
    pagina.revisar("entrar-con-errores")


def test_el_ingreso_de_la_demostracion(transactional_db, abrir, settings, valparaiso):
    settings.DEMO = True
    pagina = abrir()

    pagina.ir("/cuentas/entrar/")

    assert pagina.pagina.get_by_role("heading", name="Entrar como…").is_visible()
    pagina.revisar("entrar-demostracion")


@pytest.mark.parametrize("ruta", ADMIN)
def test_el_admin_cumple_la_politica_de_contenido(ruta, elenco, abrir):
    pagina = abrir(elenco.administradora)

    assert pagina.ir(ruta).status == 200

    assert pagina.faltas == []
    assert pagina.ajenas == []


@pytest.mark.parametrize("clave", [tarea.clave for tarea in TAREAS])
def test_cada_pagina_del_manual_es_liviana_con_sus_capturas(clave, abrir, observadora):
    pagina = abrir(observadora)

    pagina.ir(f"/manual/{clave}/")
    pagina.pagina.wait_for_load_state("networkidle")

    pagina.exigir_liviana()
