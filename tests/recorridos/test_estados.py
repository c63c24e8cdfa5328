"""Los estados que un barrido de páginas recién creadas no alcanza: listas llenas y formularios con errores."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.urls import reverse

from informes.models import PlazoDeInforme
from tests.coherencia.matriz import MATRIZ, ROLES
from tests.fabricas.actores import ActorFactory, UsuarioFactory
from tests.fabricas.informes import InformeAnualFactory, ProyectoFactory
from tests.fabricas.mesas import MesaFactory
from tests.fabricas.sesiones import CompromisoFactory, SesionFactory
from tests.fabricas.territorios import TerritorioFactory
from tests.recorridos.navegador import sin_faltas_axe

pytestmark = [pytest.mark.recorrido, pytest.mark.django_db(transaction=True)]
FILAS = 26
LARGO = "para el desarrollo económico local de las comunas rurales de la provincia de ejemplo"
LLENAS = (
    "inicio",
    "mesas_lista",
    "sesiones_lista",
    "compromisos_lista",
    "actores_lista",
    "territorios_lista",
    "proyectos_lista",
    "informes_lista",
    "entregas_lista",
    "usuarios_lista",
)
CON_FORMULARIO = sorted(
    nombre
    for nombre, fila in MATRIZ.items()
    if fila.metodos == ("GET", "POST") and "200" in fila.estados and not nombre.startswith(("account_", "mfa_"))
)
SENALES_DE_ERROR = ".is-invalid, .errorlist, .invalid-feedback, .aviso-error"
ENVIAR_VACIO = """formularios => {
  const formulario = formularios.at(-1);
  for (const campo of formulario.querySelectorAll("input[type=text], input[type=date], textarea")) campo.value = "";
  for (const lista of formulario.querySelectorAll("select")) lista.selectedIndex = 0;
  formulario.noValidate = true;
  formulario.requestSubmit();
}"""


@pytest.fixture
def elenco(request, transactional_db, valparaiso, maule):
    personas = {rol: request.getfixturevalue(rol) for rol in ROLES}
    return SimpleNamespace(valparaiso=valparaiso, maule=maule, **personas)


def llenar(elenco):
    """Más de una página de cada cosa, todas con nombres largos."""
    de_valparaiso = {"direcciones": [elenco.valparaiso]}
    PlazoDeInforme.crear(por=None, clase="anual", anio=2020, etapa="envio", fecha=date(2021, 1, 31))
    for numero in range(FILAS):
        mesa = MesaFactory(**de_valparaiso, nombre=f"Mesa público-privada {numero} {LARGO}", encargado=elenco.encargada)
        SesionFactory(mesa=mesa, titulo=f"Sesión {numero} {LARGO}", estado="convocada")
        responsable = ActorFactory(nombre=f"Servicio regional {numero} {LARGO}")
        CompromisoFactory(mesa=mesa, responsable=responsable, accion=f"Construir {LARGO}", vence=date(2026, 1, 31))
        TerritorioFactory(nombre=f"Territorio {numero} {LARGO}")
        InformeAnualFactory(proyecto=ProyectoFactory(**de_valparaiso, titulo=f"Redes {numero} {LARGO}"))
        UsuarioFactory(first_name=f"María de los Ángeles {numero}", direcciones=[elenco.valparaiso])


def test_las_listas_llenas_con_nombres_largos(abrir, elenco):
    llenar(elenco)

    for nombre in LLENAS:
        pagina = abrir(getattr(elenco, next(rol for rol in ROLES if MATRIZ[nombre].esperado(rol) == 200)))
        pagina.ir(reverse(nombre))
        pagina.exigir_liviana()
        pagina.revisar(f"{nombre}-llena")


def test_los_formularios_dicen_sus_errores_de_modo_que_todos_los_perciban(abrir, elenco):
    paginas = {rol: abrir(getattr(elenco, rol)) for rol in ROLES}
    con_errores = set()

    for nombre in CON_FORMULARIO:
        fila = MATRIZ[nombre]
        vigilada = paginas[next(rol for rol in ROLES if fila.esperado(rol) == 200)]
        vigilada.ir(reverse(nombre, kwargs=fila.objeto(elenco) if fila.objeto else None))
        formularios = vigilada.pagina.locator("main form[method=post]")
        if not formularios.count():
            continue  # aún no hay qué enviar: la página lo dice
        with vigilada.pagina.expect_navigation():
            formularios.evaluate_all(ENVIAR_VACIO)
        if vigilada.pagina.locator(SENALES_DE_ERROR).count():
            con_errores.add(nombre)
            sin_faltas_axe(vigilada.pagina)

    assert len(con_errores) > len(CON_FORMULARIO) / 2, sorted(set(CON_FORMULARIO) - con_errores)
