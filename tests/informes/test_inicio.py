"""La página de inicio: cada rol con lo suyo, cada fila con la página que la resuelve."""

from datetime import date, time, timedelta

import pytest
import time_machine

from informes.metricas import pais
from informes.mi_trabajo import POR_GRUPO
from informes.models import PlazoDeInforme
from mesas.models import Compromiso
from tests.fabricas.emision import informe_enviado
from tests.fabricas.informes import InformeAnualFactory, ProyectoFactory
from tests.fabricas.mesas import MesaFactory
from tests.fabricas.sesiones import ActaFactory, CompromisoFactory, SesionFactory, un_enlace

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("un_dia_fijo")]
HOY = date(2026, 5, 4)
ROLES = ["encargada", "lectora", "nacional", "observadora", "administradora"]


@pytest.fixture
def un_dia_fijo():
    with time_machine.travel("2026-05-04 12:00-04:00", tick=False):
        yield


def textos(respuesta):
    return [asunto.texto for asunto in respuesta.context["asuntos"]]


def con_todo(direcciones, filas, por):
    """Una mesa con `filas` de cada asunto pendiente."""
    mesa = MesaFactory(direcciones=direcciones, en_uso_desde=date(2026, 1, 1))
    proyecto = ProyectoFactory(direcciones=direcciones)
    for n in range(filas):
        CompromisoFactory(mesa=mesa, vence=HOY - timedelta(days=n + 1))
        CompromisoFactory(mesa=mesa, vence=HOY + timedelta(days=n))
        informar_cumplido(CompromisoFactory(mesa=mesa), por=por)
        SesionFactory(mesa=mesa, estado="realizada")
        acta = ActaFactory(sesion=SesionFactory(mesa=mesa, estado="realizada"))
        acta.circular(por=por, hasta=HOY - timedelta(days=1))
        SesionFactory(mesa=mesa, estado="convocada", desde=HOY + timedelta(days=2))
        InformeAnualFactory(proyecto=proyecto, anio=2010 + n)
        informe_enviado(proyecto, anio=2030 + n).observar(por=por, motivo="Falta un monto")
        MesaFactory(direcciones=direcciones)
    return mesa


def informar_cumplido(compromiso, *, por):
    """Lo informa alguien en nombre de la institución responsable: espera a otra persona."""
    compromiso.informar_avance(
        por=por, el=HOY, resultado="cumplido", evidencias=[un_enlace()], en_nombre_de=compromiso.responsable
    )


@pytest.mark.parametrize("rol", ROLES)
def test_se_abre_para_cada_rol_sin_nada_que_mostrar(entrar, request, rol):
    respuesta = entrar(request.getfixturevalue(rol)).get("/")

    assert respuesta.status_code == 200
    assert "<h1>" in respuesta.text
    assert "VARIABLE_INDEFINIDA" not in respuesta.text


def test_no_acepta_que_se_le_escriba(entrar, encargada):
    assert entrar(encargada).post("/").status_code == 405


def test_sin_pendientes_lo_dice_con_calma(entrar, encargada):
    assert "Nada te espera hoy" in entrar(encargada).get("/").text


def test_cada_grupo_dice_cuantos_y_su_listado_los_muestra_todos(entrar, encargada, nacional, valparaiso):
    con_todo([valparaiso], POR_GRUPO + 2, nacional)
    cliente = entrar(encargada)

    grupos = cliente.get("/").context["grupos"]

    assert {(len(grupo.asuntos), grupo.total) for grupo in grupos} == {(POR_GRUPO, POR_GRUPO + 2)}
    assert [grupo.nombre for grupo in grupos] == [
        "Compromisos atrasados",
        "Actas con su observación vencida",
        "Sesiones sin acta",
        "Cumplimientos por verificar",
        "Informes observados",
        "Compromisos que vencen en 30 días",
        "Informes en borrador",
    ]
    assert {g.nombre: cliente.get(g.url).context["tabla"].total for g in grupos} == {g.nombre: g.total for g in grupos}


def test_cada_asunto_abre_una_pagina(entrar, encargada, nacional, valparaiso):
    con_todo([valparaiso], 1, nacional)
    cliente = entrar(encargada)

    asuntos = cliente.get("/").context["asuntos"]

    assert len(asuntos) == 7
    assert {cliente.get(asunto.url).status_code for asunto in asuntos} == {200}


def test_nadie_ve_lo_de_otra_direccion(entrar, ajena, nacional, valparaiso):
    con_todo([valparaiso], 1, nacional)

    contexto = entrar(ajena).get("/").context

    assert (contexto["cuantos"], contexto["sesiones"], contexto["tabla"].total) == (0, [], 0)


def test_nadie_verifica_lo_que_informo_ni_se_le_pide_a_quien_solo_lee(entrar, encargada, lectora, valparaiso):
    compromiso = CompromisoFactory(direcciones=[valparaiso])
    informar_cumplido(compromiso, por=encargada)

    assert compromiso.estado == Compromiso.Estado.CUMPLIDO_POR_VERIFICAR
    assert textos(entrar(encargada).get("/")) == []
    assert textos(entrar(lectora).get("/")) == []


@pytest.mark.parametrize(
    ("vence", "avisa"),
    [(HOY - timedelta(days=1), True), (HOY, True), (HOY + timedelta(days=30), True), (HOY + timedelta(days=31), False)],
)
def test_avisa_desde_treinta_dias_antes(vence, avisa, entrar, encargada, valparaiso):
    CompromisoFactory(direcciones=[valparaiso], vence=vence)

    assert bool(textos(entrar(encargada).get("/"))) == avisa


def test_no_pide_actas_de_antes_de_llevar_la_mesa_ni_de_un_taller(entrar, encargada, valparaiso):
    mesa = MesaFactory(direcciones=[valparaiso], en_uso_desde=date(2026, 3, 1))
    SesionFactory(mesa=mesa, estado="realizada", desde=date(2026, 2, 28))
    SesionFactory(mesa=mesa, estado="realizada", tipo="taller")
    falta = SesionFactory(mesa=mesa, estado="realizada", desde=date(2026, 3, 1))

    asuntos = entrar(encargada).get("/").context["asuntos"]

    assert [asunto.url for asunto in asuntos] == [falta.get_absolute_url()]


def test_el_informe_dice_su_plazo(entrar, encargada, valparaiso):
    PlazoDeInforme.objects.create(clase="anual", anio=2025, etapa="envio", fecha=date(2026, 5, 30))
    InformeAnualFactory(proyecto=ProyectoFactory(direcciones=[valparaiso]), anio=2025)

    assert "plazo 30-05-2026" in entrar(encargada).get("/").text


def test_las_sesiones_cercanas_son_las_de_su_listado(entrar, encargada, valparaiso):
    mesa = MesaFactory(direcciones=[valparaiso])
    for dias in (-1, 0, 7, 8):
        SesionFactory(mesa=mesa, estado="convocada", desde=HOY + timedelta(days=dias))
    cliente = entrar(encargada)

    contexto = cliente.get("/").context

    assert [sesion.desde for sesion, _ in contexto["sesiones"]] == [HOY, HOY + timedelta(days=7)]
    assert cliente.get(contexto["url_de_sesiones"]).context["tabla"].total == contexto["total_de_sesiones"] == 2


@pytest.mark.parametrize(("zona", "hora"), [("Santiago", "10:00<"), ("Punta_Arenas", "10:00 (hora de Magallanes)<")])
def test_la_hora_de_una_sesion_dice_de_donde_es_si_no_es_la_continental(zona, hora, entrar, encargada, valparaiso):
    cuando = {"desde": HOY, "hora_inicio": time(10, 0), "zona_horaria": f"America/{zona}"}
    SesionFactory(mesa=MesaFactory(direcciones=[valparaiso]), estado="convocada", lugar="", **cuando)

    assert hora in entrar(encargada).get("/").text


def test_mis_mesas_dicen_cuando_se_reunen_y_que_deben(entrar, encargada, valparaiso):
    mesa = MesaFactory(direcciones=[valparaiso])
    SesionFactory(mesa=mesa, estado="realizada", desde=date(2026, 4, 1))
    SesionFactory(mesa=mesa, estado="convocada", desde=date(2026, 6, 1))
    CompromisoFactory(mesa=mesa, vence=date(2026, 5, 3))
    CompromisoFactory(mesa=mesa, vence=date(2027, 5, 3))
    MesaFactory(direcciones=[valparaiso], fase="suspendida")

    tabla = entrar(encargada).get("/").context["tabla"]

    assert [[columna.leer(fila) for columna in tabla.columnas] for fila in tabla.pagina] == [
        [mesa.nombre, "01-04-2026", date(2026, 6, 1), 2, 1]
    ]


def test_la_unidad_nacional_ve_las_cinco_figuras_y_lo_que_espera_emision(entrar, nacional, encargada, valparaiso):
    con_todo([valparaiso], 2, encargada)
    enviado = informe_enviado(ProyectoFactory())
    cliente = entrar(nacional)

    contexto = cliente.get("/").context

    assert [(f.etiqueta, f.valor, f.de) for f in contexto["figuras"]] == [
        ("Mesas en marcha", 3, 3),
        ("Sesiones realizadas en 2026", 4, None),
        ("Compromisos abiertos", 6, None),
        ("De ellos, atrasados", 2, 6),
        ("Cumplidos y verificados en 2026", 0, 2),
    ]
    assert list(contexto["tabla"].pagina) == [enviado]


def test_cada_figura_es_su_listado(entrar, nacional, encargada, valparaiso):
    mesa = con_todo([valparaiso], 2, encargada)
    MesaFactory(fase="cierre")
    for suscrito in ("verificado", "pendiente"):
        compromiso = CompromisoFactory(mesa=mesa, suscrito_el=HOY, vence=date(2026, 12, 31))
        if suscrito == "verificado":
            informar_cumplido(compromiso, por=encargada)
            if compromiso.estado != Compromiso.Estado.CUMPLIDO_VERIFICADO:
                compromiso.verificar(por=nacional, el=HOY)
    cliente = entrar(nacional)

    figuras = pais.figuras(pais.Ambito.de(nacional, hoy=HOY))

    assert [(f.valor, f.de) for f in figuras] == [(3, 4), (4, None), (7, None), (2, 7), (1, 4)]
    for figura in figuras:
        assert cliente.get(figura.url).context["tabla"].total == figura.valor, figura
        if figura.de is not None:
            assert cliente.get(figura.url_de).context["tabla"].total == figura.de, figura


def test_quien_observa_ve_lo_que_se_le_dio(entrar, observadora, valparaiso):
    ProyectoFactory(direcciones=[valparaiso])
    proyecto = ProyectoFactory(observadores=[observadora])
    informe = InformeAnualFactory(proyecto=proyecto)

    bloques = entrar(observadora).get("/").context["bloques"]

    assert [(nombre, filas, total) for nombre, _, filas, total in bloques] == [
        ("Proyectos", [proyecto], 1),
        ("Informes", [informe], 1),
    ]


def test_las_cuentas_de_usuarios_abren_su_lista(entrar, administradora, encargada, lectora, ajena):
    encargada.direcciones.clear()
    lectora.is_active = False
    lectora.save()
    cliente = entrar(administradora)

    contexto = cliente.get("/").context
    cuentas = [*contexto["roles"], *contexto["cuidados"]]

    assert {etiqueta: cuenta for etiqueta, cuenta, _ in cuentas} == {
        "Editor regional": 2,
        "Lector regional": 0,
        "Unidad nacional": 0,
        "Observador": 0,
        "Administrador": 1,
        "Aún no entran": 2,
        "Regionales sin dirección": 1,
        "Desactivados": 1,
    }
    for etiqueta, cuenta, url in cuentas:
        assert cliente.get(url).context["cl"].result_count == cuenta, etiqueta


def test_tantas_consultas_con_tres_filas_como_con_diez(request, entrar, consultas_de, nacional, valparaiso):
    clientes = {rol: entrar(request.getfixturevalue(rol)) for rol in ROLES}
    con_todo([valparaiso], 3, nacional)
    for cliente in clientes.values():
        cliente.get("/")  # la primera vez la conexión averigua si entiende JSON
    con_tres = {rol: consultas_de(cliente, "/") for rol, cliente in clientes.items()}
    con_todo([valparaiso], 7, nacional)

    assert {rol: consultas_de(cliente, "/") for rol, cliente in clientes.items()} == con_tres
