"""Los textos del proyecto de Campanilla.

Títulos, productos, efectos, indicadores y actividades son los nombres propios del documento 000. El relato (metas,
logros, secciones, riesgo y lección) está escrito para la demostración a partir de los hechos.
"""

from decimal import Decimal

TITULO = (
    "Acompañamiento en la Instalación de un piloto de Mesa Intersectorial para fortalecer la coordinación territorial "
    "para el desarrollo de alianzas Públicas Privadas del Programa Acción Local (FOSIS)"
)

# nivel, código, enunciado, indicador, (logro, número), línea
PROGRAMA_PAIS = (
    (
        "efecto",
        "1",
        "En 2022, las instituciones y actores sociales amplían las oportunidades para el ejercicio de derechos e "
        "inclusión de las poblaciones prioritarias, disminuyendo así las desigualdades y vulnerabilidades.",
        {
            "codigo": "1.2",
            "enunciado": "Número de políticas, estrategias y presupuestos elaborados por las instituciones para hacer "
            "frente a las desigualdades, la vulnerabilidad y la exclusión social",
            "linea_base": "1",
            "linea_base_valor": Decimal(1),
            "meta": "3",
            "meta_valor": Decimal(3),
        },
        ("El programa probó un modelo de alianzas entre el Estado, las empresas y la comunidad.", None),
        30,
    ),
    (
        "producto",
        "1.2.",
        "Mejora de las capacidades de coordinación y planificación integral del desarrollo sostenible en los "
        "ministerios y servicios centrales, las administraciones subnacionales y otros agentes clave en el plano "
        "local (sector privado, sociedad civil y organiz",
        {
            "codigo": "1.2.2.",
            "enunciado": "Número de agentes o sectores que participan en una plataforma para abordar conjuntamente "
            "los problemas de desarrollo a nivel territorial",
            "linea_base": "No se aplica",
            "meta": "20",
            "meta_valor": Decimal(20),
        },
        ("28 actores de cuatro sectores se sumaron a la mesa de Campanilla.", Decimal(28)),
        31,
    ),
)

PRODUCTO_1 = (
    "Acompañamiento en el proceso de integración de actores a la Mesa Intersectorial con enfoque en el sector privado "
    "en una escala regional."
)
PRODUCTO_1_NARRATIVO = (
    "Acompañamiento en el proceso de integración de actores a la Mesa Territorial con enfoque en el sector privado "
    "en una escala regional."
)
PRODUCTO_2 = (
    "Piloto Mesa Intersectorial para fortalecer la coordinación territorial e implementar Prioridades de Acción para "
    "el desarrollo de alianzas Públicas-Privadas del Programa Acción Local (FOSIS)"
)
INDICADOR_1_1 = (
    "Número de participantes de FOSIS en el taller de capacitación en metodologías e instrumentos del modelo y "
    "aplicación práctica mapa multi-actor."
)
INDICADOR_2_1 = "Número de actores de distintos sectores que integran la mesa intersectorial"
INDICADOR_2_2 = (
    "Mesa Intersectorial funcionando para fortalecer la coordinación territorial a través de Alianzas "
    "Públicas-Privadas del Programa de Acción Local (FOSIS)"
)
ACTIVIDAD_1_1 = (
    "Talleres de formación para la elaboración de un mapa multi-actor y transferencia de mecanismos y metodologías "
    "para fortalecer la coordinación territorial a través de Alianzas Públicas-Privadas."
)
ACTIVIDAD_2_1 = "Acompañamiento en el proceso de integración de actores a la Mesa Intersectorial"
ACTIVIDAD_2_2 = (
    "Puesta en marcha de una experiencia piloto que considera la instalación de una mesa intersectorial para "
    "fortalecer la coordinación territorial a través de Alianzas Públicas-Privadas del Programa Acción Local (FOSIS)"
)
META_1_1 = "Equipos regionales formados en el mapa de actores; sin número comprometido"
META_2_1 = "Cuatro sectores presentes en la mesa; sin número comprometido"
META_2_2 = "La mesa en marcha, con 6 sesiones"
LOGRO_1_1 = "6 jornadas en línea para equipos de FOSIS de varias regiones y de AGCID."
LOGRO_1_2 = "Queda para 2021."
LOGRO_2_1 = "28 actores integran la mesa de Campanilla."
LOGRO_2_2 = "3 sesiones hechas en el año, de las 6 previstas."

# clave, texto, teoría vigente, línea
SECCIONES = (
    (
        "I.A",
        "Lo que el proyecto supuso al partir se mantiene: si el servicio aprende a convocar a empresas, academia y "
        "organizaciones junto a la comunidad, las soluciones al campamento llegan antes y duran más. No hubo que "
        "corregir el rumbo. Durante 2020 se decidió alargar el proyecto y probar lo mismo en 2 regiones más, para "
        "llegar a una versión que sirva en todo el país.",
        True,
        25,
    ),
    (
        "I.C",
        "El aporte del año fue poner a prueba, en un campamento de Valparaíso, una forma distinta de trabajar: primero "
        "se identificó quién podía aportar, después se priorizó, se invitó y se instaló la mesa. La mesa alcanzó "
        "3 sesiones, con 28 participantes en promedio.\n\n"
        "El equipo que acompañó a la mesa cuidó que las mujeres hablaran y condujeran, no sólo que asistieran.\n\n"
        "Para 2021 se acordó aprender haciendo, con menos curso y más acompañamiento en terreno.",
        None,
        35,
    ),
    (
        "I.D.genero",
        "Al armar el mapa de actores se pidió a cada organización que propusiera mujeres, y en las sesiones se "
        "repartió la palabra con ese mismo criterio.\n\n"
        "Lo aprendido sobre cómo sostener un diálogo con perspectiva de género quedó entregado al equipo regional.",
        None,
        57,
    ),
)
# texto, línea
POR_PRODUCTO = (
    (
        "El mapa de actores tomó 6 sesiones de trabajo. Con él se eligió a quién invitar primero y se siguió cada "
        "invitación hasta tener respuesta.",
        47,
    ),
    (
        "Instalada la mesa, el acompañamiento pasó al equipo regional: se prepararon las sesiones con él y se revisó "
        "cada una al terminar.\n\n"
        "El documento de origen da dos cuentas distintas de esas reuniones de asesoría, 8 y 6; aquí quedan ambas a la "
        "vista, sin elegir.",
        53,
    ),
)
RIESGO = {
    "orden": 1,
    "tipo": "Seguridad",
    "descripcion": "Que la pandemia y las cuarentenas obliguen a suspender o atrasar las actividades en terreno.",
    "probabilidad": "Ocasional",
    "impacto": "Alto",
    "mitigacion": "Pasar las sesiones a modalidad virtual y reordenar el calendario.",
    "responsable": "PNUD / FOSIS",
}
LECCION = {
    "orden": 1,
    "logro": "Acompañar a los equipos mientras trabajan enseña más que un curso.",
    "descripcion": "La evaluación intermedia mostró que las capacitaciones gustaron, sobre todo a quienes llevaban "
    "poco tiempo en el cargo, pero que costaba llevarlas al territorio. Funcionó mejor preparar y revisar cada sesión "
    "con el equipo que la conduce.",
    "valoracion": "La mesa convocó bien y los participantes valoran el espacio. Falta que el servicio lo haga propio, "
    "para que siga cuando termine la colaboración.",
}
DECISIONES = (
    "Seguir con tutoría y acompañamiento, y convertir el material de los cursos en autoformación.",
    "Revisar los objetivos de la mesa: la radicación del campamento depende en buena parte de SERVIU, y falta sumar "
    "al municipio. En las dos regiones nuevas, mirar la escala desde el comienzo.",
)
# descripción, dirección, línea
ENLACES = (
    (
        "Noticia del convenio entre FOSIS y PNUD:",
        "https://www.cl.undp.org/content/chile/es/home/presscenter/articles/Noticias/"
        "pnud-firma-acuerdo-con-fosis-y-agcid-para-traspasar-modelo-de-al.html",
        97,
    ),
    (
        "Noticia de la primera sesión de la mesa:",
        "https://www.fosis.gob.cl/es/noticias/FOSIS-lidera-primera-sesi%C3%B3n-p%C3%BAblico-privada-para-desarrollar-"
        "territorios-vulnerables-ID=874473/",
        101,
    ),
)
