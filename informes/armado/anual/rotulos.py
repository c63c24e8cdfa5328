"""Rótulos del formulario del informe anual de proyecto del PNUD: son del formato y van literales."""

TITULO = "Informe Anual de proyecto {anio}"

PROYECTO = "Proyecto:"
FECHAS = "Fecha de inicio y fin del proyecto:"
PERIODO = "Periodo de implementación:"
ATLAS_PROYECTO = "Atlas Project ID:"
ATLAS_OUTPUT = "Atlas Output ID:"
PRESUPUESTO_DOCUMENTO = "Presupuesto Documento de Proyecto:"
PRESUPUESTO_ANIO = "Presupuesto del año:"
GASTO_ANIO = "Gasto del año:"
DISTRIBUCION = "Distribución del gasto anual:"

I = "I. Resultados del proyecto a nivel de efecto y de producto"  # noqa: E741
I_A = (
    "A. Vigencia de la teoría de cambio del proyecto o cambios en el contexto/proyecto que justifiquen "
    "un ajuste de esta."
)
I_B = (
    "B. Identifique el efecto/producto del Programa País al que contribuye el proyecto, y los indicadores "
    "asociados, incluyendo el avance en las metas:"
)
I_B_COLUMNAS = (
    "Nivel",
    "Indicador",
    "Línea de Base",
    "Meta planificada Programa País",
    "Meta lograda ANUAL/FINAL",
)
I_C = (
    "C. Contribución del proyecto a nivel de efecto del Programa País, incluyendo la contribución a la "
    "igualdad de género:"
)
I_D = "D. Contribución del proyecto a nivel de producto, incluyendo la contribución a la igualdad de género"
I_D_ENTRADA = "Con relación a los resultados alcanzados a nivel de productos:"
I_D_GENERO = (
    "Contribución específica del proyecto a la igualdad de género a nivel de producto "
    "(obligatorio para proyectos GEN2 y GEN3):"
)

II = "II. Avances en las metas, actividades realizadas y presupuesto ejecutado"
II_COLUMNAS = (
    "Indicador",
    "Línea base (año)",
    "Meta planificada AÑO/FINAL",
    "Meta lograda AÑO (medio de verificación)",
    "Actividades que contribuyen al logro del producto",
    "Ítem presupuestario",
    "Gastos ({moneda})",
)
SUBTOTAL = "Subtotal Producto {numero}"
SUBTOTAL_PRODUCTOS = "Sub Total Productos"
DPC = "Direct Project Costing (DPC) (%)"
GMS = "General Management Support (GMS) (%)"
TOTAL = "Total"

III = "III. Riesgos del proyecto"
III_COLUMNAS = (
    "Tipo de riesgo",
    "Descripción del riesgo",
    "Probabilidad",
    "Impacto",
    "Acciones de mitigación/Responsable",
)

IV = "IV. Lecciones aprendidas"
IV_ENTRADA = "PARA CADA LECCIÓN IDENTIFICADA:"
IV_LOGRO = (
    "Describir el logro o no logro (fracaso/desafío/problema) relacionado con la lección aprendida y qué "
    "factores contribuyeron al buen desempeño"
)
IV_DESCRIBIR = "Describir según corresponda:"
IV_GUIAS = (
    "Qué funcionó y qué no funcionó en el logro o no logro",
    "Qué debería haberse hecho de otra manera/mejor",
    "Qué supuestos se cumplieron o no",
    "Qué riesgos se materializaron o no",
    "Qué se recomienda para mejorar la programación en el futuro o para proyectos similares",
    "Qué errores deberían evitarse si se tuviera que replicar la iniciativa",
    "Cómo podrían replicarse los éxitos o cómo podrían evitarse los fracasos en otro contexto",
)
IV_DECISIONES = "Decisiones y conclusiones sobre acciones de seguimiento tomadas por el Comité Directivo del Proyecto"
IV_VALORACION = "Valoración general"

V = (
    "V. Evidencia externa de logros y avances a nivel de efecto y producto "
    "(links a noticias, publicaciones, otros) (si no fueron incluidos en el apartado I)"
)
