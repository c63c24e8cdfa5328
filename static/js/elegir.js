// Convierte cada campo con data-elegir en una lista para elegir mientras se escribe (patrón combobox de ARIA).
// Sin este guion el campo sigue sirviendo: se escribe el nombre o el código.

const ESPERA = 200;
const MINIMO = 2;
let cuenta = 0;

function nodo(etiqueta, atributos = {}, texto = "") {
  const nuevo = document.createElement(etiqueta);
  for (const [nombre, valor] of Object.entries(atributos)) nuevo.setAttribute(nombre, valor);
  nuevo.textContent = texto;
  return nuevo;
}

class Lista {
  constructor(entrada, url, alElegir) {
    Object.assign(this, { entrada, url, alElegir, actual: -1, resultados: [] });
    this.id = `elegir-${(cuenta += 1)}`;
    this.caja = nodo("ul", { id: this.id, class: "elegir-lista", role: "listbox", "aria-label": "Resultados" });
    this.caja.hidden = true;
    this.aviso = nodo("span", { class: "visually-hidden", role: "status" });
    entrada.after(this.caja, this.aviso);
    entrada.setAttribute("role", "combobox");
    entrada.setAttribute("aria-autocomplete", "list");
    entrada.setAttribute("aria-controls", this.id);
    entrada.setAttribute("aria-expanded", "false");
    entrada.addEventListener("input", () => this.esperar());
    entrada.addEventListener("keydown", (evento) => this.tecla(evento));
    entrada.addEventListener("blur", () => this.cerrar());
    this.caja.addEventListener("mousedown", (evento) => this.apuntar(evento));
    for (const suceso of ["resize", "scroll"]) window.addEventListener(suceso, () => this.ubicar(), true);
  }

  esperar() {
    clearTimeout(this.reloj);
    const texto = this.entrada.value.trim();
    if (texto.length < MINIMO) return this.cerrar();
    this.reloj = setTimeout(() => this.pedir(texto), ESPERA);
  }

  async pedir(texto) {
    this.pedido?.abort();
    this.pedido = new AbortController();
    try {
      const direccion = `${this.url}?q=${encodeURIComponent(texto)}`;
      const respuesta = await fetch(direccion, { signal: this.pedido.signal, headers: { Accept: "application/json" } });
      if (!respuesta.ok || respuesta.redirected) return this.cerrar();
      this.mostrar((await respuesta.json()).resultados);
    } catch (error) {
      if (error.name !== "AbortError") this.cerrar(); // sin conexión se sigue escribiendo a mano
    }
  }

  mostrar(resultados) {
    if (document.activeElement !== this.entrada) return;
    this.resultados = resultados;
    this.caja.replaceChildren(...resultados.map((fila, indice) => this.opcion(fila, indice)));
    const cuantos = resultados.length;
    this.aviso.textContent = cuantos === 0 ? "Sin resultados" : cuantos === 1 ? "1 resultado" : `${cuantos} resultados`;
    if (!cuantos) return this.cerrar(true);
    this.caja.hidden = false;
    this.ubicar();
    this.entrada.setAttribute("aria-expanded", "true");
    this.marcar(-1);
  }

  opcion(fila, indice) {
    const opcion = nodo("li", { id: `${this.id}-${indice}`, role: "option", "aria-selected": "false" }, fila.nombre);
    const nota = nodo("span", { class: "nota" }, fila.nota ? `${fila.nota} · ` : "");
    nota.append(nodo("span", { class: "sin-corte" }, fila.codigo));
    opcion.append(nota);
    return opcion;
  }

  // Fija en la ventana: dentro de una tabla que se desplaza quedaría cortada.
  ubicar() {
    if (this.caja.hidden) return;
    const lugar = this.entrada.getBoundingClientRect();
    const ancho = Math.min(Math.max(lugar.width, 280), window.innerWidth - 16);
    this.caja.style.width = `${ancho}px`;
    this.caja.style.left = `${Math.max(8, Math.min(lugar.left, window.innerWidth - ancho - 8))}px`;
    this.caja.style.top = `${lugar.bottom + 2}px`;
    this.caja.style.maxHeight = `${Math.max(120, window.innerHeight - lugar.bottom - 16)}px`;
  }

  marcar(indice) {
    this.actual = indice;
    [...this.caja.children].forEach((opcion, i) => opcion.setAttribute("aria-selected", String(i === indice)));
    if (indice < 0) return this.entrada.removeAttribute("aria-activedescendant");
    this.entrada.setAttribute("aria-activedescendant", `${this.id}-${indice}`);
    this.caja.children[indice].scrollIntoView({ block: "nearest" });
  }

  tecla(evento) {
    const abierta = !this.caja.hidden;
    const total = this.resultados.length;
    if (evento.key === "ArrowDown" || evento.key === "ArrowUp") {
      evento.preventDefault();
      if (!abierta) return this.esperar();
      const paso = evento.key === "ArrowDown" ? 1 : -1;
      this.marcar((this.actual + paso + total + (this.actual < 0 && paso < 0 ? 1 : 0)) % total);
    } else if (evento.key === "Enter" && abierta && this.actual >= 0) {
      evento.preventDefault();
      this.elegir(this.actual);
    } else if (evento.key === "Escape" && abierta) {
      evento.preventDefault();
      this.cerrar();
    }
  }

  apuntar(evento) {
    evento.preventDefault();
    const opcion = evento.target.closest("[role=option]");
    if (opcion) this.elegir([...this.caja.children].indexOf(opcion));
  }

  elegir(indice) {
    const { nombre, codigo } = this.resultados[indice];
    this.alElegir(`${nombre} · ${codigo}`);
    this.cerrar();
  }

  cerrar(conservaAviso = false) {
    clearTimeout(this.reloj);
    this.caja.hidden = true;
    this.entrada.setAttribute("aria-expanded", "false");
    this.entrada.removeAttribute("aria-activedescendant");
    if (conservaAviso !== true) this.aviso.textContent = "";
  }
}

// Varios: el área de texto guarda uno por línea; a la vista quedan fichas que se quitan y un campo para agregar.
class Varios {
  constructor(area) {
    this.area = area;
    this.fichas = nodo("ul", { class: "elegidos" });
    this.entrada = nodo("input", { type: "text", class: "form-control", autocomplete: "off", id: `${area.id}_agregar` });
    for (const nombre of ["aria-describedby", "aria-invalid"]) {
      if (area.hasAttribute(nombre)) this.entrada.setAttribute(nombre, area.getAttribute(nombre));
    }
    document.querySelector(`label[for="${area.id}"]`)?.setAttribute("for", this.entrada.id);
    area.before(this.fichas, this.entrada);
    area.hidden = true;
    area.removeAttribute("required");
    new Lista(this.entrada, area.dataset.elegir, (texto) => this.agregar(texto));
    this.entrada.addEventListener("keydown", (evento) => {
      if (evento.key !== "Enter" || evento.defaultPrevented || !this.entrada.value.trim()) return;
      evento.preventDefault();
      this.agregar(this.entrada.value);
    });
    this.entrada.addEventListener("paste", (evento) => this.pegar(evento));
    area.form?.addEventListener("submit", () => this.entrada.value.trim() && this.agregar(this.entrada.value));
    this.pintar();
  }

  get textos() {
    return this.area.value.split(/[\n\r\t;,]+/).map((texto) => texto.trim()).filter(Boolean);
  }

  guardar(textos) {
    this.area.value = [...new Set(textos)].join("\n");
    this.area.dispatchEvent(new Event("change", { bubbles: true }));
    this.pintar();
  }

  agregar(texto) {
    this.entrada.value = "";
    this.guardar([...this.textos, texto.trim()]);
  }

  // Una columna pegada de una planilla entra entera.
  pegar(evento) {
    const pegado = evento.clipboardData?.getData("text") ?? "";
    if (!/[\n\t;]/.test(pegado.trim())) return;
    evento.preventDefault();
    this.guardar([...this.textos, ...pegado.split(/[\n\r\t;,]+/).map((texto) => texto.trim()).filter(Boolean)]);
  }

  pintar() {
    this.fichas.replaceChildren(...this.textos.map((texto) => this.ficha(texto)));
    this.fichas.hidden = !this.textos.length;
  }

  ficha(texto) {
    const nombre = texto.split(" · ")[0];
    const ficha = nodo("li", {}, nombre);
    const quitar = nodo("button", { type: "button", "aria-label": `Quitar ${nombre}` }, "×");
    quitar.addEventListener("click", () => {
      this.guardar(this.textos.filter((otro) => otro !== texto));
      this.entrada.focus();
    });
    ficha.append(quitar);
    return ficha;
  }
}

function preparar(raiz) {
  for (const campo of raiz.querySelectorAll("[data-elegir]")) {
    if (campo.localName === "textarea") new Varios(campo);
    else new Lista(campo, campo.dataset.elegir, (texto) => {
      campo.value = texto;
      campo.dispatchEvent(new Event("change", { bubbles: true }));
    });
  }
}

preparar(document);
document.addEventListener("mesas:fila", (evento) => preparar(evento.target));
