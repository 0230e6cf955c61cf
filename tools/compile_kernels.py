"""Compile the counting kernels once and cache them beside their source."""

from baigong.ground.lake.count import compile_kernels

compile_kernels()
