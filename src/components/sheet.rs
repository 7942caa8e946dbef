//! The panel of a narrow window: a sheet from below, at one of three heights.
//!
//! It is not modal. What it leaves of the text can be read, scrolled and tapped, and a text that had to make way for
//! it goes back to the reading place when it closes.

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::HtmlElement;

use super::element::{Element, ElementRef, button};
use super::focus::{focus, target};
use crate::messages::Messages;
use crate::reactive::{Signal, Stored, effect, on_next_frame, on_window};
use crate::state::{ReaderState, SheetHeight};
use crate::viewport::{self, BAR, SHEET, scroll_behavior, scroll_top};

/// Windows less high than this, in CSS pixels, have no room for a height between low and full.
const SHORT: f64 = 480.0;

/// A pointer that has moved less than this, in CSS pixels, taps.
const TAP: f64 = 6.0;

/// A sheet that is let go at this speed, in CSS pixels a millisecond, goes on to the next height.
const FLICK: f64 = 0.5;

/// A pointer that has stayed for this long, in milliseconds, has no speed.
const REST: f64 = 80.0;

/// What covers less of a window than this, in CSS pixels, is no keyboard.
const LEAST_KEYBOARD: f64 = 100.0;

/// Makes `panel` a sheet, where the window is narrow: it stands at the height of `state.sheet`, follows a pointer that
/// drags it by its `.panel-head`, and is as high as it can be while one types in it. Elsewhere this does nothing, nor
/// does it when prerendering.
pub fn sheet(state: ReaderState, panel: Element) -> Element {
    let element = ElementRef::new();
    let window_changed = Signal::new(());
    on_window(ev::resize, move |_| window_changed.set(()));
    on_visual_viewport(move || window_changed.set(()));
    let mut was_open = false;
    effect(move || {
        window_changed.track();
        let Some(panel) = element.get() else { return };
        let (is_open, height) = (state.panel_is_open.get(), state.sheet.get());
        let is_opening = is_open && !was_open;
        // A sheet that comes up has its height from the start.
        let _ = panel.toggle_attribute_with_force("data-glides", was_open);
        was_open = is_open;
        if !is_narrow() || !is_open {
            return;
        }
        set_pixels(&panel, "--sheet-height", Heights::beside(&panel).of(height));
        set_pixels(&panel, "--sheet-bottom", keyboard());
        if is_opening && height != SheetHeight::Low {
            // The list, also where a card stands before it.
            let list = panel.query_selector(".panel-groups").ok().flatten();
            let list = list.and_then(|list| list.dyn_into::<HtmlElement>().ok());
            panel.set_scroll_top(list.map_or(0, |list| list.offset_top() - head_height(&panel)));
        }
    });
    // The card of another entity is seen from its beginning.
    effect(move || {
        if state.selected.get().is_some()
            && let Some(panel) = element.get_untracked().filter(|_| is_narrow())
        {
            panel.set_scroll_top(0);
        }
    });

    let drag: Stored<Option<Drag>> = Stored::new(None);
    let before_typing: Stored<Option<SheetHeight>> = Stored::new(None);
    let on_key = move |event: ev::KeyboardEvent| {
        let height = state.sheet.get_untracked();
        let to = match event.key().as_str() {
            "ArrowUp" => raised(height).unwrap_or(height),
            "ArrowDown" => lowered(height).unwrap_or(height),
            _ => return,
        };
        if is_on(&event, GRIP) {
            event.prevent_default();
            state.sheet.set(to);
        }
    };
    panel
        .node_ref(element)
        .attr_with("data-height", move || state.sheet.get().name())
        .on(ev::keydown, on_key)
        .on(ev::click, move |event| {
            // A drag that ends on the grip is no click; the keyboard's are never of one.
            let ends_drag = event.detail() > 0 && drag.with(|drag| drag.as_ref().is_some_and(|it| it.moves));
            if is_on(&event, GRIP) && !ends_drag {
                state.sheet.update(|height| *height = raised(*height).unwrap_or(SheetHeight::Low));
            }
        })
        .on(ev::pointerdown, move |event: ev::PointerEvent| {
            let is_handle = is_on(&event, ".panel-head")
                && (is_on(&event, GRIP) || !is_on(&event, "a, button, input, label, select"));
            let starts = is_handle && is_narrow() && event.is_primary() && event.button() == 0;
            let panel = element.get_untracked().filter(|_| starts);
            if panel.is_some()
                && let Some(held) = target(&event)
            {
                // A quick pointer leaves it before it is seen to move. Held by another, the grip would not be clicked.
                let _ = held.set_pointer_capture(event.pointer_id());
            }
            drag.set(panel.map(|panel| Drag::new(&event, f64::from(panel.offset_height()))));
        })
        .on(ev::pointermove, move |event: ev::PointerEvent| {
            let (Some(mut drag_now), Some(panel)) = (drag.get(), element.get_untracked()) else { return };
            if drag_now.moves_to(&event) {
                let _ = panel.remove_attribute("data-glides");
                let highest = Heights::beside(&panel).full;
                set_pixels(&panel, "--sheet-height", drag_now.height().max(0.0).min(highest));
            }
            drag.set(Some(drag_now));
        })
        .on(ev::pointerup, move |event: ev::PointerEvent| {
            let (Some(mut ended), Some(panel)) = (drag.get(), element.get_untracked()) else { return };
            if !ended.is_held {
                return;
            }
            ended.is_held = false;
            drag.set(Some(ended));
            if ended.moves {
                match Heights::beside(&panel).at_rest(ended.height(), ended.speed_at(event.time_stamp())) {
                    Some(height) => state.sheet.set(height),
                    None => state.panel_is_open.set(false),
                }
            }
        })
        .on(ev::pointercancel, move |_| {
            if drag.get().is_some_and(|drag| drag.is_held) {
                drag.set(None);
                state.sheet.update(|_| ());
            }
        })
        .on(ev::focusin, move |event| {
            if is_on(&event, "input, textarea") && is_narrow() {
                before_typing.set(Some(state.sheet.get_untracked()));
                state.sheet.set(SheetHeight::Full);
            }
        })
        .on(ev::focusout, move |event: ev::FocusEvent| {
            let next = event.related_target().and_then(|next| next.dyn_into::<web_sys::Element>().ok());
            // What is pressed within the sheet must not move away below the pointer.
            let stays = next.is_some_and(|next| next.closest(".entity-panel").ok().flatten().is_some());
            // A browser also tells this of what it has taken out.
            let Some(before) = before_typing.try_get() else { return };
            let before = before.filter(|_| !stays);
            before_typing.set(None);
            if let Some(before) = before {
                state.sheet.set(before);
            }
        })
}

/// The button at the top of the sheet, which goes through its heights. It acts within a [`sheet`].
pub fn grip(state: ReaderState) -> Element {
    let messages = Messages::here();
    let label = move || {
        let height = messages.sheet_heights[state.sheet.get() as usize];
        format!("{}: {height}", messages.sheet_height)
    };
    button()
        .attr("type", "button")
        .class("sheet-grip")
        .attr("data-action", "sheet-height")
        .attr_with("aria-label", label)
        .attr_with("aria-expanded", move || (state.sheet.get() != SheetHeight::Low).to_string())
}

/// The button that [`grip`] makes.
const GRIP: &str = ".sheet-grip";

impl ReaderState {
    /// Opens the panel with the list of the cast, or closes it.
    pub fn toggle_panel(&self) {
        if !self.panel_is_open.get_untracked() {
            self.sheet.set(if is_short() { SheetHeight::Full } else { SheetHeight::Half });
        }
        self.panel_is_open.update(|is_open| *is_open = !*is_open);
    }
}

/// What the sheet does to the text behind it, and to the focus. Copies share it.
#[derive(Clone, Copy)]
pub struct Sheet {
    state: ReaderState,
    root: ElementRef,
    /// The mention that opened it; none where the button of the bar did.
    opener: Stored<Option<web_sys::Element>>,
    held: Stored<Option<HeldPlace>>,
}

/// The reading place, which a text that has to make way goes back to. In CSS pixels of the page.
#[derive(Clone, Copy)]
struct HeldPlace {
    /// Where the text was.
    before: f64,
    /// Where the sheet has made it go.
    after: f64,
    /// How far it still has to go there. Whoever moves it away is the reader, who gives up the place.
    left: f64,
    /// Of the window; in another the text is another.
    width: f64,
    /// Whether the text is still to be told whether it has to make way.
    is_new: bool,
}

impl Sheet {
    /// The sheet of the reader in `root`.
    pub fn new(state: ReaderState, root: ElementRef) -> Self {
        let sheet = Self { state, root, opener: Stored::new(None), held: Stored::new(None) };
        let mut was_open = false;
        effect(move || {
            let is_open = state.panel_is_open.get();
            match (was_open, is_open) {
                (false, true) => on_next_frame(move || sheet.take_focus()),
                (true, false) => {
                    sheet.return_focus();
                    sheet.return_text();
                }
                _ => {}
            }
            was_open = is_open;
        });
        on_window(ev::scroll, move |_| {
            let Some(mut held) = sheet.held.get() else { return };
            let left = (held.after - scroll_top()).abs();
            let is_by_reader = left > held.left + 2.0;
            held.left = left.min(held.left);
            sheet.held.set((!is_by_reader).then_some(held));
        });
        sheet
    }

    /// Opens the panel at a mention. A sheet holds the place of the text.
    pub fn open_at(self, mention: &web_sys::Element) {
        if is_narrow() {
            let here = scroll_top();
            self.opener.set(Some(mention.clone()));
            self.held.set(Some(HeldPlace {
                before: self.held.get().map_or(here, |held| held.before),
                after: here,
                left: 0.0,
                width: viewport::width(),
                is_new: true,
            }));
            if !self.state.panel_is_open.get_untracked() {
                self.state.sheet.set(SheetHeight::Low);
            }
            if let Some(panel) = self.panel() {
                panel.set_scroll_top(0);
            }
        }
        self.state.panel_is_open.set(true);
    }

    /// Tells that a place in the text is to be seen. Unless it is the mention that opened the sheet, the reader goes on
    /// from there.
    pub fn text_has_goal(self) {
        let held = self.held.get().filter(|held| held.is_new);
        self.held.set(held.map(|held| HeldPlace { is_new: false, ..held }));
    }

    /// Tells that the text is about to be scrolled by so many CSS pixels.
    pub fn text_moves(self, distance: f64) {
        let Some(held) = self.held.get() else { return };
        let furthest =
            document().document_element().map_or(0, |page| page.scroll_height() - page.client_height());
        let here = scroll_top();
        let after = (here + distance).min(f64::from(furthest)).max(0.0);
        self.held.set(Some(HeldPlace { after, left: (after - here).abs(), ..held }));
    }

    /// How much of the window it covers, or will once it has come to rest, in CSS pixels.
    pub fn height(self) -> f64 {
        let panel = self.panel().filter(|_| is_narrow() && self.state.panel_is_open.get_untracked());
        panel.map_or(0.0, |panel| Heights::beside(&panel).of(self.state.sheet.get_untracked()) + keyboard())
    }

    /// A keyboard's focus follows into the sheet; a finger's stays in the text.
    fn take_focus(self) {
        if self.state.open.try_get().is_none() || !is_narrow() {
            return;
        }
        // What a mention opens is read from its heading, which takes the focus by itself.
        let is_by_key = self.opener.with(Option::is_none)
            && document().active_element().is_some_and(|it| it.matches(":focus-visible").unwrap_or(false));
        if is_by_key {
            let grip = self.panel().and_then(|panel| panel.query_selector(GRIP).ok()?);
            grip.iter().for_each(focus);
        }
    }

    /// What had opened the sheet has the focus again, unless something beside the sheet has it.
    fn return_focus(self) {
        let opener = self.opener.get().filter(|opener| opener.is_connected());
        self.opener.set(None);
        let is_in_sheet = document().active_element().is_none_or(|active| {
            active.local_name() == "body" || active.closest(".entity-panel").ok().flatten().is_some()
        });
        if is_in_sheet && is_narrow() {
            let button = || self.root.get_untracked()?.query_selector(".tool-cast").ok()?;
            opener.or_else(button).iter().for_each(focus);
        }
    }

    /// The text goes back to where it was, if the reader has left it where the sheet has made it go.
    fn return_text(self) {
        let held = self.held.get();
        self.held.set(None);
        if let Some(held) = held.filter(|held| held.width == viewport::width()) {
            let options = web_sys::ScrollToOptions::new();
            options.set_top(held.before);
            options.set_behavior(scroll_behavior(false));
            window().scroll_to_with_scroll_to_options(&options);
        }
    }

    fn panel(self) -> Option<web_sys::Element> {
        self.root.get_untracked()?.query_selector(".entity-panel").ok()?
    }
}

/// A pointer on the sheet's head.
#[derive(Clone, Copy)]
struct Drag {
    /// Where the pointer went down, and how high the sheet was then.
    start: (f64, f64),
    /// Where the pointer was last, and when, in milliseconds.
    last: (f64, f64),
    /// Downwards, in CSS pixels a millisecond.
    speed: f64,
    /// Whether it has moved the sheet.
    moves: bool,
    /// Whether it is still down.
    is_held: bool,
}

impl Drag {
    fn new(event: &ev::PointerEvent, height: f64) -> Self {
        let y = f64::from(event.client_y());
        Self { start: (y, height), last: (y, event.time_stamp()), speed: 0.0, moves: false, is_held: true }
    }

    /// Follows the pointer; whether it moves the sheet.
    fn moves_to(&mut self, event: &ev::PointerEvent) -> bool {
        let (y, time) = (f64::from(event.client_y()), event.time_stamp());
        let passed = time - self.last.1;
        if !self.is_held {
            return false;
        }
        if passed > 0.0 {
            // Single events are too near each other to be measured by.
            self.speed = (self.speed_at(time) + (y - self.last.0) / passed) / 2.0;
            self.last = (y, time);
        }
        self.moves |= (y - self.start.0).abs() > TAP;
        self.moves
    }

    fn height(&self) -> f64 {
        self.start.1 + self.start.0 - self.last.0
    }

    fn speed_at(&self, time: f64) -> f64 {
        if time - self.last.1 > REST { 0.0 } else { self.speed }
    }
}

/// How high the sheet is at each of its heights, in CSS pixels.
struct Heights {
    low: f64,
    half: f64,
    full: f64,
}

impl Heights {
    /// The heights of `panel` in the window as it is. The low one is high enough for large print.
    fn beside(panel: &web_sys::Element) -> Self {
        let window = visible_height();
        let low = (window * 0.34).max(f64::from(head_height(panel)) * 2.5);
        let full = (window * 0.92 - BAR).max(low);
        let half = if is_short() { full } else { (window * 0.56).max(low).min(full) };
        Self { low, half, full }
    }

    fn of(&self, height: SheetHeight) -> f64 {
        match height {
            SheetHeight::Low => self.low,
            SheetHeight::Half => self.half,
            SheetHeight::Full => self.full,
        }
    }

    /// Where a sheet that is let go at `height` comes to rest: at the next one in the direction of its speed, or the
    /// nearest; none where it closes.
    fn at_rest(&self, height: f64, speed: f64) -> Option<SheetHeight> {
        let mut known = known_heights().iter().copied();
        if speed > FLICK {
            return known.rev().find(|known| self.of(*known) < height);
        }
        if speed < -FLICK {
            return Some(known.find(|known| self.of(*known) > height).unwrap_or(SheetHeight::Full));
        }
        let mut nearest = SheetHeight::Low;
        for other in known {
            if (self.of(other) - height).abs() < (self.of(nearest) - height).abs() {
                nearest = other;
            }
        }
        (height > self.low * 0.75).then_some(nearest)
    }
}

/// The heights that there is room for, from the lowest.
fn known_heights() -> &'static [SheetHeight] {
    use SheetHeight::{Full, Half, Low};
    if is_short() { &[Low, Full] } else { &[Low, Half, Full] }
}

/// The next height above; none above the full one.
fn raised(height: SheetHeight) -> Option<SheetHeight> {
    known_heights().iter().copied().find(|other| *other > height)
}

/// The next height below; none below the low one.
fn lowered(height: SheetHeight) -> Option<SheetHeight> {
    known_heights().iter().rev().copied().find(|other| *other < height)
}

fn is_narrow() -> bool {
    viewport::width() < SHEET
}

fn is_short() -> bool {
    viewport::height() < SHORT
}

/// What the window has above a keyboard on the screen.
fn visible_height() -> f64 {
    viewport::height() - keyboard()
}

/// How much of the window a keyboard on the screen covers. A page that is zoomed is not covered.
fn keyboard() -> f64 {
    let Some(viewport) = window().visual_viewport().filter(|viewport| viewport.scale() < 1.1) else {
        return 0.0;
    };
    let covered = viewport::height() - viewport.height() - viewport.offset_top();
    if covered > LEAST_KEYBOARD { covered } else { 0.0 }
}

/// Calls `listener` when a keyboard on the screen opens or closes, for as long as the component lives.
fn on_visual_viewport(listener: impl Fn() + 'static) {
    let Some(viewport) = window().visual_viewport() else { return };
    let listener = Stored::new(Closure::<dyn Fn()>::new(listener));
    let function =
        move || listener.with(|listener| listener.as_ref().unchecked_ref::<js_sys::Function>().clone());
    let _ = viewport.add_event_listener_with_callback("resize", &function());
    on_cleanup(move || {
        if let Some(viewport) = window().visual_viewport() {
            let _ = viewport.remove_event_listener_with_callback("resize", &function());
        }
    });
}

fn head_height(panel: &web_sys::Element) -> i32 {
    panel.query_selector(".panel-head").ok().flatten().map_or(0, |head| head.client_height())
}

fn set_pixels(element: &HtmlElement, property: &str, value: f64) {
    let _ = element.style().set_property(property, &format!("{}px", value as i32));
}

/// Whether an event is on what matches, or within it.
fn is_on(event: &web_sys::Event, selector: &str) -> bool {
    target(event).is_some_and(|target| target.closest(selector).ok().flatten().is_some())
}
