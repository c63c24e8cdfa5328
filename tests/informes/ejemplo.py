"""Un proyecto ficticio que pasa por cada rama del informe; sus cifras se sacaron a mano.

Tres productos, dos donantes, dos pares de tasas en el año, actividades que comparten celda, un gasto de varias
actividades, dos ítems en una fila, un indicador sin actividad, una actividad sin indicador y un gasto sin actividad.

Gastos hasta el 30 de junio (5 % y 8 %):   333,33 + 250,05 + 66,72 = 650,10; DPC 32,505 → 32,51; GMS 8 % de
682,61 = 54,6088 → 54,61. Desde julio y anuales (4,5 % y 7 %): 1.000,10 + 49,95 + 2.000,00 + 800,00 = 3.850,05;
DPC 173,25225 → 173,25; GMS 7 % de 4.023,30 = 281,631 → 281,63.
"""

from datetime import date
from decimal import Decimal

CODIGO, ANIO = "P-880001", 2025
INFORME = "IA-880001-2025"
ALERCE, GOBIERNO = "Fundación de ejemplo Alerce", "Gobierno de ejemplo"

# Lo que debe imprimir la tabla II, fila por fila: cada celda que se abre en esa fila (las combinadas, en la primera).
TABLA_II = [
    ["Producto 1: Redes de ejemplo"],
    [
        "Indicador 1.1 Redes en marcha",
        "Línea de base 1.1 2 (2023)",
        "Meta 1.1 4 redes este año",
        "Meta 1.1 3 redes (actas de las redes)",
        "Actividad 1 Encuentros / Acción B: Boletín",
        "71400 Contratos de ejemplo",
        "1,000.10",
    ],
    ["71600 Viajes de ejemplo", "333.33"],
    [
        "Indicador 1.2 Personas que participan",
        "Línea de base 1.2 sin dato",
        "Meta 1.2 50 %",
        "Meta 1.2 40 %",
        "",
        "",
    ],
    [
        "Indicador 1.3 Guía publicada",
        "Línea de base 1.3 No aplica",
        "Meta 1.3 Una guía",
        "Meta 1.3 sin dato",
        "Actividad 3 Redacción",
        "71400 Contratos de ejemplo",
        "300.00",
    ],
    ["Subtotal Producto 1", "1,633.43"],
    ["Producto 2: Escuela de ejemplo"],
    [
        "Indicador 2.1 Cursos",
        "Línea de base 2.1 0",
        "Meta 2.1 6",
        "Meta 2.1 Dos cursos",
        "Actividad 1 Cursos",
        "72100 Servicios de ejemplo",
        "2,000.00",
    ],
    [
        "Indicador 2.2 Satisfacción",
        "Línea de base 2.2 No aplica",
        "Meta 2.2 5",
        "Meta 2.2 Encuesta aplicada",
        "",
        "",
        "",
    ],
    ["", "Actividad 2 Difusión", "", ""],
    ["", "", "74500 Varios de ejemplo", "66.72"],
    ["Subtotal Producto 2", "2,066.72"],
    ["Producto 3: Mesa de ejemplo"],
    [
        "Indicador 3.1 Sesiones",
        "Línea de base 3.1 No aplica",
        "Meta 3.1 6",
        "Meta 3.1 Cinco sesiones",
        "Actividad 1 Secretaría",
        "71400 Contratos de ejemplo",
        "800.00",
    ],
    [
        "Indicador 3.2 Integrantes",
        "Línea de base 3.2 No aplica",
        "Meta 3.2 20",
        "Meta 3.2 Dieciocho",
        "Actividad 2 Convocatoria",
        "",
        "",
    ],
    ["Indicador 3.3 Acuerdos", "Línea de base 3.3 No aplica", "Meta 3.3 10", "Meta 3.3 Ocho", "", "", ""],
    ["Subtotal Producto 3", "800.00"],
    ["Sub Total Productos", "4,500.15"],
    ["Direct Project Costing (DPC) (%)", "205.76"],
    ["General Management Support (GMS) (%)", "336.24"],
    ["Total", "5,042.15"],
]
NOTAS_DE_TASAS = [
    "DPC: 4,5 % de 3,850.05. GMS: 7 % de 4,023.30.",
    "DPC: 5 % de 650.10. GMS: 8 % de 682.61.",
]
# 5.042,15 repartido según 3.250,15 y 1.250,00 de un gasto de 4.500,15.
PARTES = {ALERCE: Decimal("3641.60"), GOBIERNO: Decimal("1400.55")}
TOTAL = Decimal("5042.15")


def hojas():
    """{hoja: [{campo: valor}]} del proyecto entero, como se escribe en su planilla."""
    return {**_proyecto(), **_programa_pais(), **_marco(), **_actividades_y_gastos(), **_narrativa()}


def _proyecto():
    return {
        "Proyecto": [
            {
                "codigo": CODIGO,
                "atlas_project_id": "880001",
                "atlas_output_id": "880002",
                "titulo": "Proyecto de ejemplo",
                "organismo": "Organismo de ejemplo",
                "inicio": date(2024, 3, 1),
                "fin": date(2026, 12, 31),
                "presupuesto_documento": Decimal("200000.00"),
                "marcador_de_genero": "GEN2",
                "es_ficticio": "sí",
                "fuente": "000, l. 1",
            }
        ],
        "Tasas": [
            {"desde": date(2024, 3, 1), "dpc": Decimal(5), "gms": Decimal(8), "fuente": "000, l. 2"},
            {"desde": date(2025, 7, 1), "dpc": Decimal("4.5"), "gms": Decimal(7)},
        ],
        "Presupuestos": [{"anio": 2025, "monto": Decimal("6000.00"), "fuente": "000, l. 3"}],
        "Gasto del año": [{"anio": 2025, "monto": TOTAL, "fuente": "000, l. 4"}],
        "Donantes": [
            {"orden": 1, "nombre": ALERCE, "fuente": "000, l. 5"},
            {"orden": 2, "nombre": GOBIERNO},
        ],
        "Aportes": [
            {"donante": nombre, "anio": 2025, "monto": monto, "fuente": "000, l. 6"} for nombre, monto in PARTES.items()
        ],
    }


# producto, código, enunciado, línea de base, meta; lo demás, en _INDICADORES_CON_MAS.
_INDICADORES = [
    ("1", "1.1", "Redes en marcha", "2", "Ocho redes"),
    ("1", "1.2", "Personas que participan", "", "50 %"),
    ("1", "1.3", "Guía publicada", "No aplica", "Una guía"),
    ("2", "2.1", "Cursos", "0", "6"),
    ("2", "2.2", "Satisfacción", "No aplica", "5"),
    ("3", "3.1", "Sesiones", "No aplica", "6"),
    ("3", "3.2", "Integrantes", "No aplica", "20"),
    ("3", "3.3", "Acuerdos", "No aplica", "10"),
]
_INDICADORES_CON_MAS = {
    "1.1": {"linea_base_valor": 2, "linea_base_anio": 2023, "meta_valor": 8, "acumulacion": "se suma"},
    "1.2": {"acumulacion": "razón de sumas", "meta_valor": 50},
    "2.1": {"meta_valor": 6},
    "2.2": {"acumulacion": "se promedia", "meta_valor": 5},
    "3.1": {"acumulacion": "vale el mayor", "meta_valor": 6},
}
# producto, indicador, año, logrado y lo demás.
_LOGROS = [
    ("1", "1.1", 2024, "1 red", {"valor": 1}),
    ("1", "1.1", 2025, "3 redes", {"valor": 3, "meta": "4 redes este año", "meta_valor": 4}),
    ("1", "1.2", 2024, "10 de 50", {"valor": 10, "base": 50}),
    ("1", "1.2", 2025, "40 %", {"valor": 60, "base": 150}),
    ("2", "2.1", 2024, "Un curso", {"valor": 1}),
    ("2", "2.1", 2025, "Dos cursos", {"valor": 2}),
    ("2", "2.2", 2024, "Primera encuesta", {"valor": Decimal("4.5")}),
    ("2", "2.2", 2025, "Encuesta aplicada", {"valor": Decimal("4.25")}),
    ("3", "3.1", 2024, "Siete sesiones", {"valor": 7}),
    ("3", "3.1", 2025, "Cinco sesiones", {"valor": 5}),
    ("3", "3.2", 2025, "Dieciocho", {}),
    ("3", "3.3", 2025, "Ocho", {}),
]


def _programa_pais():
    return {
        "Programa País": [
            {"codigo": "1", "nivel": "efecto", "orden": 1, "enunciado": "Efecto de ejemplo.", "fuente": "000, l. 7"},
            {"codigo": "1.1", "nivel": "producto", "orden": 2, "enunciado": "Producto país de ejemplo."},
        ],
        "Indicadores país": [
            {"resultado_pais": "1", "codigo": "E1", "orden": 1, "enunciado": "Del efecto", "linea_base": "1"}
            | {"meta": "2", "meta_valor": 2},
            {"resultado_pais": "1.1", "codigo": "P1", "orden": 1, "enunciado": "Del producto", "linea_base": "0"}
            | {"meta": "3"},
        ],
        "Logros país": [
            {"indicador.resultado_pais": "1", "indicador": "E1", "anio": 2025, "texto": "Una ley", "valor": 1},
            {"indicador.resultado_pais": "1.1", "indicador": "P1", "anio": 2025, "texto": "Dos guías"},
        ],
    }


def _marco():
    orden_en_producto = {"1.1": 1, "1.2": 2, "1.3": 3, "2.1": 1, "2.2": 2, "3.1": 1, "3.2": 2, "3.3": 3}
    medio = {("1.1", 2025): "actas de las redes"}
    return {
        "Productos": [
            {"numero": 1, "nombre": "Redes de ejemplo", "fuente": "000, l. 8"},
            {"numero": 2, "nombre": "Escuela de ejemplo", "nombre_narrativo": "Escuela contada"},
            {"numero": 3, "nombre": "Mesa de ejemplo"},
        ],
        "Indicadores": [
            {
                "producto": producto,
                "codigo": codigo,
                "orden": orden_en_producto[codigo],
                "enunciado": enunciado,
                "linea_base": linea_base,
                "meta": meta,
                "fuente": "000, l. 9" if codigo == "1.1" else "",
                **_INDICADORES_CON_MAS.get(codigo, {}),
            }
            for producto, codigo, enunciado, linea_base, meta in _INDICADORES
        ],
        "Logros": [
            {
                "indicador.producto": producto,
                "indicador": indicador,
                "anio": anio,
                "texto": texto,
                "medio_de_verificacion": medio.get((indicador, anio), ""),
                "fuente": "000, l. 10" if (indicador, anio) == ("1.1", 2025) else "",
                **mas,
            }
            for producto, indicador, anio, texto, mas in _LOGROS
        ],
    }


# producto, actividades, ítem, donante, año, fecha, monto
_GASTOS = [
    ("1", "1; 2", "71400", ALERCE, 2025, None, "1000.10"),
    ("1", "1", "71600", GOBIERNO, 2025, date(2025, 3, 15), "333.33"),
    ("1", "3", "71400", ALERCE, 2025, date(2025, 6, 30), "250.05"),
    ("1", "3", "71400", GOBIERNO, 2025, date(2025, 7, 1), "49.95"),
    ("2", "1", "72100", ALERCE, 2025, None, "2000.00"),
    ("2", "", "74500", GOBIERNO, 2025, date(2025, 1, 10), "66.72"),
    ("3", "1; 2", "71400", GOBIERNO, 2025, date(2025, 8, 1), "800.00"),
    ("3", "1", "71400", GOBIERNO, 2024, None, "9999.99"),
]


def _actividades_y_gastos():
    actividades = [
        ("1", 1, "", "Encuentros", "1.1; 1.2"),
        ("1", 2, "Acción B:", "Boletín", "1.1; 1.2"),
        ("1", 3, "", "Redacción", "1.3"),
        ("2", 1, "", "Cursos", "2.1"),
        ("2", 2, "", "Difusión", ""),
        ("3", 1, "", "Secretaría", "3.1; 3.3"),
        ("3", 2, "", "Convocatoria", "3.2"),
    ]
    items = {"71400": "Contratos", "71600": "Viajes", "72100": "Servicios", "74500": "Varios"}
    return {
        "Ítems": [
            {"codigo": codigo, "nombre": f"{nombre} de ejemplo", "fuente": "000, l. 11"}
            for codigo, nombre in items.items()
        ],
        "Actividades": [
            {"producto": producto, "numero": numero, "rotulo": rotulo, "nombre": nombre, "indicadores": indicadores}
            | {"fuente": "000, l. 12"}
            for producto, numero, rotulo, nombre, indicadores in actividades
        ],
        "Gastos": [
            {
                "codigo": f"G-{numero:06d}",
                "producto": producto,
                "actividades": actividades,
                "item": item,
                "donante": donante,
                "anio": anio,
                "fecha": fecha,
                "monto": Decimal(monto),
                "nota": "Factura de ejemplo" if numero == 1 else "",
                "fuente": "000, l. 13" if numero == 1 else "",
            }
            for numero, (producto, actividades, item, donante, anio, fecha, monto) in enumerate(_GASTOS, 1)
        ],
    }


def _narrativa():
    informe = {"informe": "2025"}
    return {
        "Informes": [{"anio": 2025, "fuente": "000, l. 14"}],
        "Textos": [
            {**informe, "clave": "I.A", "texto": "Sigue en pie.", "vigente": "sí", "fuente": "000, l. 15"},
            {**informe, "clave": "I.C", "texto": "Aporta al efecto.\n\nY a la igualdad."},
            {**informe, "clave": "I.D.genero", "texto": "Con enfoque de género."},
        ],
        "Textos por producto": [
            {**informe, "producto": "1", "texto": "Las redes avanzan.", "fuente": "000, l. 16"},
            {**informe, "producto": "2", "texto": "La escuela enseña."},
            {**informe, "producto": "3", "texto": "La mesa sesiona."},
        ],
        "Riesgos": [
            {**informe, "orden": orden, "tipo": tipo, "descripcion": f"Riesgo {tipo.lower()}", "probabilidad": "Baja"}
            | {"impacto": "Medio", "mitigacion": "Plan de ejemplo.", "responsable": "El equipo", "fuente": "000, l. 17"}
            for orden, tipo in enumerate(("Operativo", "Político"), 1)
        ],
        "Lecciones": [
            {**informe, "orden": orden, "logro": logro, "descripcion": "Funcionó.", "valoracion": "Buena."}
            | {"fuente": "000, l. 18"}
            for orden, logro in enumerate(("Aprender haciendo", "Escuchar antes"), 1)
        ],
        "Decisiones del Comité": [
            {"leccion.informe": "2025", "leccion": "1", "orden": 1, "texto": "Seguir.", "fecha": date(2025, 11, 3)}
            | {"fuente": "000, l. 19"},
            {"leccion.informe": "2025", "leccion": "1", "orden": 2, "texto": "Ampliar."},
        ],
        "Enlaces": [
            {**informe, "orden": orden, "descripcion": f"Noticia {orden}", "url": f"https://ejemplo.cl/{orden}"}
            | {"fuente": "000, l. 20"}
            for orden in (1, 2)
        ],
    }
