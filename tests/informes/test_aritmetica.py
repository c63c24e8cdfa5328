"""La aritmética de los gastos y de los indicadores, para cualquier número."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from types import SimpleNamespace

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from informes.metricas.cuadratura import parte_proporcional
from informes.metricas.gastos import CuadroDeGastos
from informes.metricas.indicadores import acumulado, porcentaje_de_la_meta

CENTAVO = Decimal("0.01")
MONTOS = st.decimals(0, 1_000_000, places=2)
PORCENTAJES = st.decimals(0, 100, places=2)
VALORES = st.decimals(-1000, 100_000, places=2)
ANIO = 2025
ENERO = date(2025, 1, 1)


class Varios(list):
    """Lo que da un related manager, sin base."""

    def all(self):
        return self


def redondeado(numero):
    return numero.quantize(CENTAVO, rounding=ROUND_HALF_UP)


def cuadro(montos, tasas, fechas=(), productos=(), donantes=()):
    """Un cuadro con gastos en memoria; `tasas` son (desde, dpc, gms)."""
    proyecto = SimpleNamespace(codigo="P-1", moneda="USD", fuente="", presupuesto_documento=None)
    uno = CuadroDeGastos(proyecto, ANIO, direccion_de=lambda clave: f"/{clave}/")
    cuantos = max(productos, default=0) + 1
    uno.__dict__["productos"] = [SimpleNamespace(pk=n, numero=n + 1) for n in range(cuantos)]
    uno.__dict__["tasas"] = [
        SimpleNamespace(desde=desde, dpc=dpc, gms=gms) for desde, dpc, gms in sorted(tasas, reverse=True)
    ]
    uno.__dict__["gastos"] = [
        SimpleNamespace(
            codigo=f"G-{n:06d}",
            monto=monto,
            anio=ANIO,
            fecha=fechas[n] if n < len(fechas) else None,
            producto_id=productos[n] if n < len(productos) else 0,
            donante_id=donantes[n] if n < len(donantes) else None,
            donante=None,
            item="71400 Contratos",
            actividades=Varios(),
            nota="",
            fuente="",
        )
        for n, monto in enumerate(montos)
    ]
    return uno


@st.composite
def con_dos_tasas(dibujar):
    """Un año con tasas hasta junio y desde julio, y gastos con y sin fecha en varios productos."""
    montos = dibujar(st.lists(MONTOS, min_size=1, max_size=12))
    largo = len(montos)
    dias = st.one_of(st.none(), st.dates(ENERO, date(2025, 12, 31)))
    tasas = [
        (ENERO, dibujar(PORCENTAJES), dibujar(PORCENTAJES)),
        (date(2025, 7, 1), dibujar(PORCENTAJES), dibujar(PORCENTAJES)),
    ]
    fechas = dibujar(st.lists(dias, min_size=largo, max_size=largo))
    productos = dibujar(st.lists(st.integers(0, 3), min_size=largo, max_size=largo))
    return montos, tasas, fechas, productos


@settings(deadline=None)
@given(con_dos_tasas())
def test_los_costos_se_calculan_por_grupo_de_tasas_y_cada_linea_es_una_suma(datos):
    montos, tasas, fechas, _ = datos
    uno = cuadro(*datos)

    bases = {}
    for monto, fecha in zip(montos, fechas, strict=True):
        _, dpc, gms = tasas[0] if fecha and fecha < tasas[1][0] else tasas[1]
        bases[dpc, gms] = bases.get((dpc, gms), Decimal(0)) + monto
    dpc_esperado = {par: redondeado(base * par[0] / 100) for par, base in bases.items()}
    gms_esperado = {par: redondeado((base + dpc_esperado[par]) * par[1] / 100) for par, base in bases.items()}

    assert sum(grupo.base for grupo in uno.grupos) == sum(montos) == uno.subtotal_productos.valor
    assert uno.dpc.valor == sum(dpc_esperado.values())
    assert uno.gms.valor == sum(gms_esperado.values())
    assert uno.total.valor == uno.subtotal_productos.valor + uno.dpc.valor + uno.gms.valor
    for cifra in (uno.subtotal_productos, uno.dpc, uno.gms, uno.total, *uno.subtotales.values()):
        assert cifra.cuadra(), cifra


@settings(deadline=None)
@given(con_dos_tasas())
def test_los_subtotales_reparten_los_gastos_y_lo_que_falta_no_es_cero(datos):
    montos, _, _, productos = datos
    uno = cuadro(*datos)

    for producto in uno.productos:
        suyos = [monto for monto, cual in zip(montos, productos, strict=True) if cual == producto.pk]
        assert uno.subtotales[producto.pk].valor == (sum(suyos) if suyos else None)


@settings(deadline=None)
@given(st.lists(MONTOS, min_size=1, max_size=5))
def test_sin_tasa_en_vigor_no_hay_costos_ni_total(montos):
    uno = cuadro(montos, [(date(2026, 1, 1), Decimal(4), Decimal(3))])

    assert uno.grupos is None
    assert (uno.dpc.valor, uno.gms.valor, uno.total.valor) == (None, None, None)
    assert uno.subtotal_productos.valor == sum(montos)


def test_sin_gastos_todo_es_sin_dato():
    uno = cuadro([], [(ENERO, Decimal(4), Decimal(3))])

    cifras = (uno.subtotal_productos, uno.dpc, uno.gms, uno.total)
    assert [cifra.texto for cifra in cifras] == ["sin dato"] * 4
    assert all(cifra.cuadra() for cifra in cifras)


@settings(deadline=None)
@given(st.lists(st.tuples(MONTOS, st.integers(1, 4)), min_size=1, max_size=10), PORCENTAJES, PORCENTAJES)
def test_las_partes_de_los_donantes_suman_el_total_exacto_y_el_resto_va_al_mayor(pares, dpc, gms):
    montos = [monto for monto, _ in pares]
    donantes = [donante for _, donante in pares]
    assume(sum(montos) > 0)
    uno = cuadro(montos, [(ENERO, dpc, gms)], donantes=donantes)

    partes = parte_proporcional(uno)

    gastado = {d: sum((m for m, cual in pares if cual == d), Decimal(0)) for d in donantes}
    mayor = max(gastado, key=lambda donante: (gastado[donante], -donante))
    assert sum(partes.values()) == uno.total.valor
    for donante, monto in gastado.items():
        exacta = redondeado(uno.total.valor * monto / sum(montos))
        assert partes[donante] == exacta or donante == mayor
        assert abs(partes[donante] - exacta) <= CENTAVO * len(gastado)


def test_el_resto_del_redondeo_va_al_donante_mayor():
    """100,00 entre tres: 33,33 a cada uno y el centavo que sobra al primero de los iguales."""
    tasas = [(ENERO, Decimal(0), Decimal(0))]
    iguales = cuadro([Decimal("33.34"), Decimal("33.33"), Decimal("33.33")], tasas, donantes=[2, 1, 3])
    tercios = cuadro([Decimal("1.00")] * 3, [(ENERO, Decimal(1), Decimal(0))], donantes=[3, 1, 2])

    assert parte_proporcional(iguales) == {2: Decimal("33.34"), 1: Decimal("33.33"), 3: Decimal("33.33")}
    # El total es 3,03: 1,01 a cada uno.
    assert parte_proporcional(tercios) == {1: Decimal("1.01"), 2: Decimal("1.01"), 3: Decimal("1.01")}


def test_la_mitad_de_un_centavo_sube():
    """5 % de 0,10 es 0,005, que se escribe 0,01; y 4 % de 12,50 + 0,50 es 0,52."""
    assert cuadro([Decimal("0.10")], [(ENERO, Decimal(5), Decimal(0))]).dpc.valor == CENTAVO
    assert cuadro([Decimal("12.50")], [(ENERO, Decimal(4), Decimal(4))]).gms.valor == Decimal("0.52")
    # El GMS se calcula sobre el DPC ya redondeado hacia arriba: 100 % de 0,10 + 0,01.
    assert cuadro([Decimal("0.10")], [(ENERO, Decimal(5), Decimal(100))]).gms.valor == Decimal("0.11")


# --- Indicadores ---


def indicador(acumulacion, logros, meta=None):
    filas = [
        SimpleNamespace(anio=anio, valor=valor, base=base, fuente="") for anio, (valor, base) in enumerate(logros, 2020)
    ]
    return SimpleNamespace(codigo="1.1", acumulacion=acumulacion, meta_valor=meta, fuente="", logros=Varios(filas))


LOGROS = st.lists(
    st.tuples(st.one_of(st.none(), VALORES), st.one_of(st.none(), st.decimals("0.01", 1000, places=2))), max_size=6
)


@settings(deadline=None)
@given(LOGROS, st.integers(2019, 2027))
def test_lo_acumulado_usa_solo_los_anios_con_dato_hasta_el_pedido(logros, hasta):
    valores = [valor for anio, (valor, _) in enumerate(logros, 2020) if valor is not None and anio <= hasta]
    esperados = {
        "suma": sum(valores, Decimal(0)),
        "ultimo": valores[-1] if valores else None,
        "maximo": max(valores, default=None),
        "promedio": redondeado(sum(valores, Decimal(0)) / len(valores)) if valores else None,
    }

    for como, esperado in esperados.items():
        cifra = acumulado(indicador(como, logros), al_anio=hasta)
        assert cifra.valor == (esperado if valores else None), como
        assert cifra.cuadra(), como


@settings(deadline=None)
@given(LOGROS)
def test_una_razon_es_razon_de_sumas_y_no_promedio_de_razones(logros):
    con_base = [(valor, base) for valor, base in logros if valor is not None and base]

    cifra = acumulado(indicador("razon", logros), al_anio=2030)

    assert cifra.cuadra()
    if not con_base:
        assert cifra.valor is None
    else:
        numerador, denominador = (sum(parte, Decimal(0)) for parte in zip(*con_base, strict=True))
        assert cifra.valor == redondeado(numerador * 100 / denominador)


@settings(deadline=None)
@given(LOGROS, st.one_of(st.none(), st.just(Decimal(0)), st.decimals("0.01", 1000, places=2)))
def test_la_parte_de_la_meta_cuadra_y_sin_meta_es_sin_dato(logros, meta):
    uno = indicador("suma", logros, meta)
    logrado = acumulado(uno, al_anio=2030)

    parte = porcentaje_de_la_meta(uno, logrado)

    assert parte.cuadra()
    if not meta or logrado.valor is None:
        assert parte.valor is None
    else:
        assert parte.valor == redondeado(logrado.valor * 100 / meta)
