"""El historial de cada objeto, en palabras: quién, cuándo, qué decía, qué dice y por qué.

Cada app anuncia en su módulo `historial` los tipos que se miran en /historial/<tipo>/<codigo>/.
"""

from comun.historial.lectura import Cambio, Movimiento, leer
from comun.historial.registro import Historiado, anunciar, historiado, historiado_de, que_contienen, tipo_de

__all__ = [
    "Cambio",
    "Historiado",
    "Movimiento",
    "anunciar",
    "historiado",
    "historiado_de",
    "leer",
    "que_contienen",
    "tipo_de",
]
