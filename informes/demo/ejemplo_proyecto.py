"""«Proyecto de ejemplo», ficticio: tres productos, dos donantes, dos pares de tasas y celdas de todo tipo.

`hoy` fija los años: se informa el anterior, completo y cuadrado, y el que corre, a medio llenar.
"""

from datetime import date
from decimal import Decimal

from informes.models import (
    Actividad,
    AporteAnual,
    CoberturaDeFilas,
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
    PlazoDeInforme,
    Presupuesto,
    Producto,
    Proyecto,
    ResultadoPais,
    Riesgo,
    SeccionNarrativa,
    Tasa,
)
from territorios.models import DireccionRegional

Clave = SeccionNarrativa.Clave
Acumulacion = Indicador.Acumulacion
ATLAS = "900001"
TITULO = "Proyecto de ejemplo: redes de cuidado y empleo en barrios (ficticio)"
ITEMS = {
    "71300": "Consultores locales",
    "71400": "Contratos de Servicios",
    "72100": "Servicios contractuales de empresas",
    "74200": "Audiovisuales e impresión",
    "75700": "Talleres y reuniones",
}
DONANTES = {"propio": "Fondo Nacional de Ejemplo", "aliado": "Fundación Aliada de Ejemplo"}
PRODUCTOS = {
    1: "Redes de cuidado en los barrios",
    2: "Empleo con apoyo para jefas de hogar",
    3: "Aprendizajes que quedan en el servicio",
}
# código, producto, enunciado, base, meta, número, acumulación, logros por año (texto, valor, denominador)
INDICADORES = (
    (
        "1.1",
        1,
        "Redes de cuidado instaladas",
        "0",
        "6 redes",
        6,
        Acumulacion.SUMA,
        (("2 redes", 2, None), ("3 redes", 3, None)),
    ),
    (
        "1.2",
        1,
        "Personas cuidadoras que reciben relevo",
        "0",
        "120 personas",
        120,
        Acumulacion.MAXIMO,
        (("45 personas", 45, None), ("98 personas", 98, None)),
    ),
    (
        "1.3",
        1,
        "Municipios que financian la red",
        "Ninguno",
        "2 municipios",
        2,
        Acumulacion.ULTIMO,
        (("Uno la incluyó en su presupuesto", 1, None), None),
    ),
    (
        "2.1",
        2,
        "Mujeres con contrato a los seis meses",
        "Sin medir",
        "60 %",
        60,
        Acumulacion.RAZON,
        (("18 de 40", 18, 40), ("33 de 50", 33, 50)),
    ),
    (
        "2.2",
        2,
        "Empresas que abren cupos",
        "3",
        "12 empresas",
        12,
        Acumulacion.ULTIMO,
        (("7 empresas", 7, None), ("9 empresas", 9, None)),
    ),
    (
        "3.1",
        3,
        "Guías publicadas",
        "0",
        "2 guías",
        2,
        Acumulacion.SUMA,
        (("Se contempla para el año siguiente", None, None), ("1 guía", 1, None)),
    ),
)
# producto, número, nombre, indicadores
ACTIVIDADES = (
    (1, 1, "Formación de vecinas monitoras", ("1.1", "1.2")),
    (1, 2, "Habilitación de casas de relevo", ("1.1", "1.2")),
    (1, 3, "Convenios con municipios", ("1.3",)),
    (2, 1, "Preparación laboral", ("2.1",)),
    (2, 2, "Acompañamiento en el puesto de trabajo", ("2.1", "2.2")),
    (3, 1, "Sistematización y publicación", ()),
)
# producto, actividades, ítem, donante, mes (None: gasto del año sin fecha), monto
GASTOS = (
    (1, (1, 2), "71400", "propio", 3, "8400.00"),
    (1, (3,), "75700", "propio", 5, "3150.50"),
    (2, (1,), "71300", "aliado", 8, "5275.25"),
    (2, (1,), "72100", "aliado", 9, "1980.00"),
    (2, (2,), "71400", "propio", None, "4000.00"),
    (3, (), "74200", "propio", 11, "999.99"),
)
# Lo que informa el organismo: igual a lo calculado, y repartido según lo que gastó cada donante.
GASTO_DEL_ANIO = "27063.73"
APORTES = {"propio": "18815.55", "aliado": "8248.18"}


def crear(*, elenco, mesas, hoy):
    """Crea el proyecto ficticio con su informe del año anterior a `hoy` y el del año que corre."""
    por, cerrado = elenco["admin"], hoy.year - 1
    proyecto = _proyecto(por, mesas, hoy)
    donantes = _dinero(por, proyecto, cerrado)
    productos = _marco(por, proyecto, mesas, cerrado)
    _gastos(por, productos, donantes, cerrado)
    completo = _informe_completo(por, proyecto, productos, cerrado)
    _informe_en_curso(por, proyecto, hoy.year)
    completo.enviar(por=elenco["valparaiso"])
    completo.emitir(por=elenco["nacional"], el=hoy)
    _plazos(por, hoy)


def _plazos(por, hoy):
    """Los del informe del año anterior y los del que corre: fin de enero y fin de marzo siguientes."""
    for anio in (hoy.year - 1, hoy.year):
        for etapa, fecha in (("envio", date(anio + 1, 1, 31)), ("emision", date(anio + 1, 3, 31))):
            PlazoDeInforme.crear(por=por, clase="anual", anio=anio, etapa=etapa, fecha=fecha)


def _proyecto(por, mesas, hoy):
    proyecto = Proyecto.crear(
        por=por,
        direcciones=DireccionRegional.objects.filter(codigo__in=["D-05", "D-07"]),
        titulo=TITULO,
        atlas_project_id=ATLAS,
        atlas_output_id="900002",
        organismo="Organismo Internacional de Ejemplo",
        inicio=date(hoy.year - 1, 1, 1),
        fin=date(hoy.year + 1, 12, 31),
        presupuesto_documento=Decimal("150000.00"),
        marcador_de_genero=Proyecto.MarcadorDeGenero.GEN2,
        es_ficticio=True,
    )
    proyecto.mesas.set(mesas)
    return proyecto


def _dinero(por, proyecto, anio):
    Tasa.crear(por=por, proyecto=proyecto, desde=date(anio, 1, 1), dpc=Decimal(5), gms=Decimal(8))
    Tasa.crear(por=por, proyecto=proyecto, desde=date(anio, 7, 1), dpc=Decimal("6.5"), gms=Decimal(7))
    Presupuesto.crear(por=por, proyecto=proyecto, anio=anio, monto=Decimal("40000.00"))
    Presupuesto.crear(por=por, proyecto=proyecto, anio=anio + 1, monto=Decimal("55000.00"))
    GastoDelAnio.crear(por=por, proyecto=proyecto, anio=anio, monto=Decimal(GASTO_DEL_ANIO))
    donantes = {}
    for orden, (clave, nombre) in enumerate(DONANTES.items(), start=1):
        donantes[clave] = Donante.crear(por=por, proyecto=proyecto, orden=orden, nombre=nombre)
        AporteAnual.crear(por=por, donante=donantes[clave], anio=anio, monto=Decimal(APORTES[clave]))
    return donantes


def _marco(por, proyecto, mesas, anio):
    _programa_pais(por, proyecto, anio)
    productos = {
        numero: Producto.crear(por=por, proyecto=proyecto, numero=numero, nombre=nombre)
        for numero, nombre in PRODUCTOS.items()
    }
    indicadores = {
        fila[0]: _indicador(por, productos[fila[1]], orden, fila, anio) for orden, fila in enumerate(INDICADORES, 1)
    }
    _atar_a_la_mesa(por, indicadores["2.2"], mesas[0], anio)
    for producto, numero, nombre, codigos in ACTIVIDADES:
        actividad = Actividad.crear(por=por, producto=productos[producto], numero=numero, nombre=nombre)
        actividad.indicadores.set(indicadores[codigo] for codigo in codigos)
    return productos


def _programa_pais(por, proyecto, anio):
    resultado = ResultadoPais.crear(
        por=por,
        proyecto=proyecto,
        nivel=ResultadoPais.Nivel.EFECTO,
        codigo="2",
        enunciado="Las personas acceden a cuidados y a empleo de calidad cerca de su casa.",
    )
    indicador = Indicador.crear(
        por=por,
        resultado_pais=resultado,
        codigo="2.3",
        enunciado="Servicios de cuidado que operan en red",
        linea_base="4",
        linea_base_valor=Decimal(4),
        linea_base_anio=anio - 1,
        meta="20",
        meta_valor=Decimal(20),
    )
    LogroAnual.crear(
        por=por,
        indicador=indicador,
        anio=anio,
        texto="11 servicios trabajan en red",
        valor=Decimal(11),
        medio_de_verificacion="convenios firmados",
    )


def _indicador(por, producto, orden, fila, anio):
    codigo, _, enunciado, base, meta, meta_valor, acumulacion, logros = fila
    indicador = Indicador.crear(
        por=por,
        producto=producto,
        orden=orden,
        codigo=codigo,
        enunciado=enunciado,
        linea_base=base,
        meta=meta,
        meta_valor=Decimal(meta_valor),
        acumulacion=acumulacion,
    )
    for avance, logro in enumerate(logros):
        if logro is not None:
            texto, valor, denominador = logro
            LogroAnual.crear(
                por=por, indicador=indicador, anio=anio + avance, texto=texto, valor=valor, base=denominador
            )
    return indicador


def _atar_a_la_mesa(por, indicador, mesa, anio):
    """Propone el indicador desde las filas de una mesa cuyos registros están completos el año que corre."""
    indicador.metrica, indicador.mesa = Indicador.Metrica.INTEGRANTES, mesa
    indicador.corte = "privado"
    indicador.registrar(por=por, motivo="atado a los integrantes de la mesa")
    CoberturaDeFilas.crear(
        por=por, metrica=indicador.metrica, corte="privado", ambito=mesa.codigo, anio=anio + 1, completas=True
    )


def _gastos(por, productos, donantes, anio):
    items = {codigo: _item(por, codigo, nombre) for codigo, nombre in ITEMS.items()}
    for producto, numeros, item, donante, mes, monto in GASTOS:
        Gasto.crear(
            por=por,
            producto=productos[producto],
            actividades=productos[producto].actividades.filter(numero__in=numeros),
            item=items[item],
            donante=donantes[donante],
            anio=anio,
            fecha=mes and date(anio, mes, 15),
            monto=Decimal(monto),
        )


def _item(por, codigo, nombre):
    existente = ItemPresupuestario.objects.filter(codigo=codigo).first()
    return existente or ItemPresupuestario.crear(por=por, codigo=codigo, nombre=nombre)


def _informe_completo(por, proyecto, productos, anio):
    informe = InformeAnual.crear(por=por, proyecto=proyecto, anio=anio)
    for clave, texto in (
        (Clave.TEORIA_DE_CAMBIO, "La hipótesis se mantiene: el cuidado compartido libera tiempo para trabajar."),
        (Clave.EFECTO, "La red creció donde el municipio puso una contraparte.\n\nLas mujeres presiden 3 de 5 redes."),
        (Clave.GENERO, "Cada red acordó turnos que no recargan a quienes ya cuidan."),
    ):
        SeccionNarrativa.crear(
            por=por, informe=informe, clave=clave, texto=texto, vigente=clave == Clave.TEORIA_DE_CAMBIO or None
        )
    for numero, texto in (
        (1, "Se instalaron las primeras redes, con vecinas formadas y una casa de relevo por barrio."),
        (2, "Las empresas abrieron cupos con horario compatible con el cuidado."),
        (3, "Comenzó la sistematización:\n\n- entrevistas a las redes\n- registro de costos"),
    ):
        SeccionNarrativa.crear(por=por, informe=informe, clave=Clave.PRODUCTO, producto=productos[numero], texto=texto)
    _riesgos_y_lecciones(por, informe)
    return informe


def _riesgos_y_lecciones(por, informe):
    Riesgo.crear(
        por=por,
        informe=informe,
        orden=1,
        tipo="Operativo",
        descripcion="Que el relevo dependa de una sola persona por barrio.",
        probabilidad="Probable",
        impacto="Medio",
        mitigacion="Formar a dos monitoras por red.",
        responsable="Equipo regional",
    )
    leccion = Leccion.crear(
        por=por,
        informe=informe,
        orden=1,
        logro="Firmar con el municipio antes de formar a las vecinas acorta la espera.",
        descripcion="Donde el convenio llegó tarde, las vecinas formadas se retiraron.",
        valoracion="Año de instalación, con la mitad de la meta a la vista.",
    )
    DecisionDelComite.crear(
        por=por,
        leccion=leccion,
        orden=1,
        fecha=date(informe.anio, 12, 10),
        texto="Exigir el convenio como primer paso en los barrios nuevos.",
    )
    EnlaceDeEvidencia.crear(
        por=por,
        informe=informe,
        orden=1,
        descripcion="Página del proyecto de ejemplo:",
        url="https://www.example.org/proyecto-de-ejemplo",
    )


def _informe_en_curso(por, proyecto, anio):
    """El del año que corre: un texto escrito y lo demás por completar, para ver la lista de lo que falta."""
    informe = InformeAnual.crear(por=por, proyecto=proyecto, anio=anio)
    SeccionNarrativa.crear(
        por=por,
        informe=informe,
        clave=Clave.TEORIA_DE_CAMBIO,
        texto="Sin cambios respecto del año anterior.",
        vigente=True,
    )
