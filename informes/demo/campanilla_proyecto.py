"""El proyecto 121119 y su informe de 2020: cifras y nombres del documento 000, relato escrito para la demostración."""

from datetime import date
from decimal import Decimal

from informes.demo import campanilla_textos as textos
from informes.models import (
    Actividad,
    AporteAnual,
    DecisionDelComite,
    Donante,
    EnlaceDeEvidencia,
    Gasto,
    GastoDelAnio,
    Indicador,
    InformeAnual,
    ItemPresupuestario,
    Leccion,
    LogroAnual,
    Presupuesto,
    Producto,
    Proyecto,
    ResultadoPais,
    Riesgo,
    SeccionNarrativa,
    Tasa,
)

ANIO = 2020
Metrica = Indicador.Metrica


def linea(*numeros):
    return f"000, l. {'-'.join(str(numero) for numero in numeros)}"


def crear(*, por, direccion, mesa, fosis, observador):
    proyecto = _proyecto(por, direccion, mesa, observador)
    _dinero(por, proyecto, fosis)
    _programa_pais(por, proyecto, mesa)
    productos = [_producto(por, proyecto, mesa, datos) for datos in PRODUCTOS]
    _informe(por, proyecto, productos)


def _proyecto(por, direccion, mesa, observador):
    proyecto = Proyecto.crear(
        por=por,
        direcciones=[direccion],
        titulo=textos.TITULO,
        atlas_project_id="121119",
        atlas_output_id="117021",
        inicio=date(2019, 11, 1),
        fin=date(2022, 5, 31),
        presupuesto_documento=Decimal("67160.00"),
        fuente=linea(9, 15),
    )
    proyecto.mesas.add(mesa)
    proyecto.observadores.add(observador)
    return proyecto


def _dinero(por, proyecto, fosis):
    # El documento no escribe las tasas: salen exactas de sus montos (440,00 y 343,20).
    Tasa.crear(por=por, proyecto=proyecto, desde=proyecto.inicio, dpc=Decimal(4), gms=Decimal(3), fuente=linea(73, 74))
    Presupuesto.crear(por=por, proyecto=proyecto, anio=ANIO, monto=Decimal("21578.81"), fuente=linea(16))
    GastoDelAnio.crear(por=por, proyecto=proyecto, anio=ANIO, monto=Decimal("11783.20"), fuente=linea(17))
    donante = Donante.crear(
        por=por,
        proyecto=proyecto,
        nombre="Fondo de Solidaridad e Inversión Social (FOSIS)",
        actor=fosis,
        fuente=linea(19),
    )
    AporteAnual.crear(por=por, donante=donante, anio=ANIO, monto=Decimal("11783.20"), fuente=linea(19))


def _programa_pais(por, proyecto, mesa):
    for orden, (nivel, codigo, enunciado, indicador, logro, numero) in enumerate(textos.PROGRAMA_PAIS, start=1):
        resultado = ResultadoPais.crear(
            por=por,
            proyecto=proyecto,
            orden=orden,
            nivel=nivel,
            codigo=codigo,
            enunciado=enunciado,
            fuente=linea(numero),
        )
        medicion = {"metrica": Metrica.INTEGRANTES, "mesa": mesa} if logro[1] else {}
        creado = Indicador.crear(por=por, resultado_pais=resultado, fuente=linea(numero), **indicador, **medicion)
        LogroAnual.crear(por=por, indicador=creado, anio=ANIO, texto=logro[0], valor=logro[1], fuente=linea(numero))


# número, nombre, nombre narrativo, líneas, indicadores, actividades
PRODUCTOS = (
    {
        "numero": 1,
        "nombre": textos.PRODUCTO_1,
        "nombre_narrativo": textos.PRODUCTO_1_NARRATIVO,
        "linea": 64,
        "indicadores": (
            ("1.1", textos.INDICADOR_1_1, textos.META_1_1, None, textos.LOGRO_1_1, None, "capacitacion", 65),
            (
                "1.2",
                "Informe de recomendaciones",
                "Un informe de recomendaciones",
                None,
                textos.LOGRO_1_2,
                None,
                "",
                66,
            ),
        ),
        "actividades": ((1, "Actividad 1", textos.ACTIVIDAD_1_1, ("1.1",), "5500.00", 65),),
    },
    {
        "numero": 2,
        "nombre": textos.PRODUCTO_2,
        "nombre_narrativo": "",
        "linea": 68,
        "indicadores": (
            ("2.1", textos.INDICADOR_2_1, textos.META_2_1, None, textos.LOGRO_2_1, 28, "integrantes", 69),
            ("2.2", textos.INDICADOR_2_2, textos.META_2_2, 6, textos.LOGRO_2_2, 3, "mesa", 70),
        ),
        "actividades": (
            (1, "Actividad 1", textos.ACTIVIDAD_2_1, ("2.1",), "5500.00", 69),
            (2, "Actividad 2:", textos.ACTIVIDAD_2_2, ("2.2",), None, 70),
        ),
    },
)


def _producto(por, proyecto, mesa, datos):
    producto = Producto.crear(
        por=por,
        proyecto=proyecto,
        numero=datos["numero"],
        nombre=datos["nombre"],
        nombre_narrativo=datos["nombre_narrativo"],
        fuente=linea(datos["linea"]),
    )
    indicadores = {
        fila[0]: _indicador(por, producto, mesa, orden, fila) for orden, fila in enumerate(datos["indicadores"], 1)
    }
    for numero, rotulo, nombre, codigos, monto, en_linea in datos["actividades"]:
        actividad = Actividad.crear(
            por=por, producto=producto, numero=numero, rotulo=rotulo, nombre=nombre, fuente=linea(en_linea)
        )
        actividad.indicadores.set(indicadores[codigo] for codigo in codigos)
        if monto:
            _gasto(por, producto, actividad, monto, en_linea)
    return producto


def _indicador(por, producto, mesa, orden, fila):
    codigo, enunciado, meta, meta_valor, logro, valor, corte, numero = fila
    creado = Indicador.crear(
        por=por,
        producto=producto,
        orden=orden,
        codigo=codigo,
        enunciado=enunciado,
        linea_base="No aplica",
        meta=meta,
        meta_valor=meta_valor,
        fuente=linea(numero),
        **_medicion(corte, mesa),
    )
    LogroAnual.crear(por=por, indicador=creado, anio=ANIO, texto=logro, valor=valor, fuente=linea(numero))
    return creado


def _medicion(corte, mesa):
    if corte == "integrantes":
        return {"metrica": Metrica.INTEGRANTES, "mesa": mesa}
    return {"metrica": Metrica.SESIONES, "mesa": mesa, "corte": corte} if corte else {}


def _gasto(por, producto, actividad, monto, numero):
    item = ItemPresupuestario.objects.filter(codigo="71400").first() or ItemPresupuestario.crear(
        por=por, codigo="71400", nombre="Contratos de Servicios", fuente=linea(numero)
    )
    Gasto.crear(
        por=por,
        producto=producto,
        actividades=[actividad],
        item=item,
        donante=producto.proyecto.donantes.get(),
        anio=ANIO,
        monto=Decimal(monto),
        fuente=linea(numero),
    )


def _informe(por, proyecto, productos):
    informe = InformeAnual.crear(por=por, proyecto=proyecto, anio=ANIO, fuente=linea(5))
    for clave, texto, vigente, numero in textos.SECCIONES:
        SeccionNarrativa.crear(
            por=por, informe=informe, clave=clave, texto=texto, vigente=vigente, fuente=linea(numero)
        )
    for producto, (texto, numero) in zip(productos, textos.POR_PRODUCTO, strict=True):
        SeccionNarrativa.crear(
            por=por,
            informe=informe,
            clave=SeccionNarrativa.Clave.PRODUCTO,
            producto=producto,
            texto=texto,
            fuente=linea(numero),
        )
    Riesgo.crear(por=por, informe=informe, fuente=linea(80), **textos.RIESGO)
    leccion = Leccion.crear(por=por, informe=informe, fuente=linea(86, 91), **textos.LECCION)
    for orden, texto in enumerate(textos.DECISIONES, start=1):
        DecisionDelComite.crear(por=por, leccion=leccion, orden=orden, texto=texto, fuente=linea(88, 90))
    for orden, (descripcion, url, numero) in enumerate(textos.ENLACES, start=1):
        EnlaceDeEvidencia.crear(
            por=por, informe=informe, orden=orden, descripcion=descripcion, url=url, fuente=linea(numero)
        )
