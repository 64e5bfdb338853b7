'use strict';
// What makes the desk easier with a script, and is not needed without one.
