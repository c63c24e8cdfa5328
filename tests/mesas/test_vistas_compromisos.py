from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse

from mesas.models import Evidencia, MontoDelCompromiso, ParteDelCompromiso
from tests.fabricas.actores import ActorFactory
from tests.fabricas.mesas import MesaFactory
from tests.fabricas.sesiones import ActaFactory, CompromisoFactory, PuntoTablaFactory, SesionFactory, un_enlace

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("un_dia_fijo")]
HOY = date(2026, 5, 4)
LISTA = reverse("compromisos_lista")


@pytest.fixture
def un_dia_fijo():
    with time_machine.travel("2026-05-04 12:00-04:00", tick=False):
        yield


def ficha(compromiso):
    return reverse("compromiso_detalle", args=[compromiso.codigo])


def con_historia(direcciones, filas, por, verificador):
    """Un compromiso con `filas` de cada hecho, que termina cumplido y verificado."""
    compromiso = CompromisoFactory(
        direcciones=direcciones, monto=Decimal(9_000_000), moneda="CLP", unidad_monto=1000, suscrito_el=date(2026, 3, 1)
    )
    comun = {"por": por, "el": date(2026, 4, 1)}
    for n in range(filas):
        ParteDelCompromiso.objects.create(compromiso=compromiso, actor=ActorFactory(), denominador=filas)
        MontoDelCompromiso.objects.create(compromiso=compromiso, tipo="asignado", monto=5, moneda="CLP")
        compromiso.reprogramar(vence=date(2026, 7, 1 + n), causa="otra", motivo="Faltó firma", **comun)
        compromiso.transferir(responsable=ActorFactory(), motivo="Le corresponde", **comun)
        compromiso.informar_avance(resultado="en_curso", nota="Se avanzó", evidencias=[un_enlace()], **comun)
    compromiso.informar_avance(
        resultado="cumplido",
        en_nombre_de=compromiso.responsable,
        evidencias=[Evidencia.de_acta(ActaFactory(aprobada=True))],
        **comun,
    )
    compromiso.verificar(por=verificador, el=date(2026, 4, 20))
    return compromiso


@pytest.mark.parametrize(
    ("consulta", "quedan"),
    [
        ({"q": "pavimentación"}, ["atrasado"]),
        ({"mesa": "campanilla"}, ["atrasado"]),
        ({"responsable": "sérviu"}, ["pendiente"]),
        ({"estado": "atrasado"}, ["atrasado"]),
        ({"estado": "pendiente"}, ["pendiente", "sin_plazo"]),
        ({"vence_desde": "2026-05-04"}, ["pendiente"]),
        ({"vence_hasta": "2026-05-03"}, ["atrasado", "cerrado"]),
        ({"estado": "cerrado"}, ["cerrado"]),
    ],
)
def test_filtra(consulta, quedan, entrar, valparaiso, encargada):
    mesa = MesaFactory(nombre="Mesa Campanilla", direcciones=[valparaiso])
    compromisos = {
        "atrasado": CompromisoFactory(mesa=mesa, accion="Pavimentacion del pasaje", vence=date(2026, 5, 3)),
        "pendiente": CompromisoFactory(
            direcciones=[valparaiso], vence=date(2026, 5, 4), responsable=ActorFactory(nombre="Serviu", sigla="SERVIU")
        ),
        "sin_plazo": CompromisoFactory(
            direcciones=[valparaiso], vence=None, sin_plazo=True, motivo_sin_plazo="No lo fija"
        ),
        "cerrado": CompromisoFactory(direcciones=[valparaiso], vence=date(2026, 1, 1)),
    }
    compromisos["cerrado"].desistir(por=encargada, el=HOY, motivo="Se retiró")

    tabla = entrar(encargada).get(LISTA, consulta).context["tabla"]

    assert sorted(n for n, compromiso in compromisos.items() if compromiso in tabla.pagina.object_list) == quedan


def test_los_atrasados_van_primero(entrar, valparaiso, encargada):
    lejano = CompromisoFactory(direcciones=[valparaiso], vence=date(2026, 9, 1))
    atrasado = CompromisoFactory(direcciones=[valparaiso], vence=date(2026, 5, 1))

    filas = list(entrar(encargada).get(LISTA).context["tabla"].pagina)

    assert filas == [atrasado, lejano]


@pytest.mark.parametrize(
    ("campos", "frase"),
    [
        ({}, "Propuesto: aún no consta en un acta aprobada"),
        ({"suscrito_el": HOY}, "Suscrito el 04-05-2026"),
        ({"vence": date(2026, 5, 3)}, "Vencido: el plazo era el 03-05-2026, ayer"),
        ({"vence": date(2026, 4, 4)}, "hace 30 días"),
        (
            {"vence": None, "sin_plazo": True, "motivo_sin_plazo": "Depende del CORE"},
            "no tiene plazo (Depende del CORE)",
        ),
    ],
)
def test_la_ficha_dice_el_estado_en_una_frase(campos, frase, entrar, valparaiso, lectora):
    compromiso = CompromisoFactory(direcciones=[valparaiso], **campos)

    assert frase in entrar(lectora).get(ficha(compromiso)).content.decode()


@pytest.mark.parametrize(
    ("verbo", "campos", "frase"),
    [
        ("desistir", {"motivo": "Se retiró."}, "Desistido, el 04-05-2026: Se retiró."),
        ("cerrar_en_parte", {"motivo": "Media obra", "porcentaje": 40}, "Cumplido en parte (40 %), el 04-05-2026"),
        ("cerrar_incumplido", {"motivo": "Nada", "causa": "presupuesto"}, "No cumplido por presupuesto insuficiente"),
    ],
)
def test_la_ficha_de_uno_cerrado_dice_como_y_por_que(verbo, campos, frase, entrar, valparaiso, encargada):
    compromiso = CompromisoFactory(direcciones=[valparaiso])
    getattr(compromiso, verbo)(por=encargada, el=HOY, **campos)

    assert frase in entrar(encargada).get(ficha(compromiso)).content.decode()


def test_la_ficha_cuenta_su_vida_con_montos_partes_y_evidencias(entrar, valparaiso, encargada, nacional):
    compromiso = con_historia([valparaiso], 3, encargada, nacional)

    pagina = entrar(encargada).get(ficha(compromiso)).content.decode()

    for texto in (
        "Cumplido y verificado por otra persona el 20-04-2026",
        "Reprogramado ×3",
        "M$ 9.000",
        "1/3 ($3.000.000)",
        "Faltó firma",
        "https://ejemplo.cl/evidencia",
        "Acta de la sesión",
        nacional.last_name,
    ):
        assert texto in pagina, texto


def test_quien_observa_no_ve_personas(entrar, valparaiso, encargada, nacional, observadora):
    compromiso = con_historia([valparaiso], 1, encargada, nacional)
    compromiso.mesa.observadores.add(observadora)

    pagina = entrar(observadora).get(ficha(compromiso)).content.decode()

    assert compromiso.responsable.nombre in pagina
    assert compromiso.responsable.get_absolute_url() not in pagina
    for usuario in (encargada, nacional):
        assert usuario.last_name not in pagina


@pytest.mark.parametrize("origen", ["punto", "encuentro"])
def test_dice_en_que_sesion_nacio(origen, entrar, valparaiso, lectora):
    sesion = SesionFactory(direcciones=[valparaiso])
    de_donde = {"punto": PuntoTablaFactory(sesion=sesion)} if origen == "punto" else {"encuentro": sesion}
    compromiso = CompromisoFactory(origen=origen, fuente="", **de_donde)

    assert sesion.get_absolute_url() in entrar(lectora).get(ficha(compromiso)).content.decode()


def test_a_la_ajena_no_le_existe(entrar, valparaiso, ajena):
    assert entrar(ajena).get(ficha(CompromisoFactory(direcciones=[valparaiso]))).status_code == 404


def test_la_lista_hace_las_mismas_consultas_con_tres_filas_y_con_diez(entrar, valparaiso, encargada, consultas_de):
    cliente = entrar(encargada)
    for _ in range(3):
        CompromisoFactory(direcciones=[valparaiso])
    con_tres = consultas_de(cliente, LISTA)
    for _ in range(7):
        CompromisoFactory(direcciones=[valparaiso])

    assert consultas_de(cliente, LISTA) == con_tres


def test_la_ficha_hace_las_mismas_consultas_con_tres_hechos_y_con_diez(
    entrar, valparaiso, encargada, nacional, consultas_de
):
    cliente = entrar(encargada)
    tres, diez = (con_historia([valparaiso], filas, encargada, nacional) for filas in (3, 10))

    assert consultas_de(cliente, ficha(diez)) == consultas_de(cliente, ficha(tres)) <= 16
