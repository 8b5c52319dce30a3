package io.graphbus.stack;

/** Makes sure of stack before something is begun that must not be left half done. */
public final class Headroom {

    @SuppressWarnings("NonFinalStaticField") // so that the compiler cannot know it
    private static boolean never;

    private Headroom() {}

    /**
     * Overflows the stack here unless some 8 KB of it are left. The virtual machine checks that a
     * method's locals fit before it is entered, also where the method is compiled or inlined and
     * has no use for them: two or three writes, about a nanosecond.
     */
    @SuppressWarnings({"unused", "UnusedVariable", "MultiVariableDeclaration"}) // take up room
    public static void require() {
        // spotless:off
        long a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, aa, ab, ac, ad, ae, af, ag, ah, ai, aj, b0, b1,
                b2, b3, b4, b5, b6, b7, b8, b9, ba, bb, bc, bd, be, bf, bg, bh, bi, bj, c0, c1, c2,
                c3, c4, c5, c6, c7, c8, c9, ca, cb, cc, cd, ce, cf, cg, ch, ci, cj, d0, d1, d2, d3,
                d4, d5, d6, d7, d8, d9, da, db, dc, dd, de, df, dg, dh, di, dj, e0, e1, e2, e3, e4,
                e5, e6, e7, e8, e9, ea, eb, ec, ed, ee, ef, eg, eh, ei, ej, f0, f1, f2, f3, f4, f5,
                f6, f7, f8, f9, fa, fb, fc, fd, fe, ff, fg, fh, fi, fj, g0, g1, g2, g3, g4, g5, g6,
                g7, g8, g9, ga, gb, gc, gd, ge, gf, gg, gh, gi, gj, h0, h1, h2, h3, h4, h5, h6, h7,
                h8, h9, ha, hb, hc, hd, he, hf, hg, hh, hi, hj, i0, i1, i2, i3, i4, i5, i6, i7, i8,
                i9, ia, ib, ic, id, ie, if_, ig, ih, ii, ij, j0, j1, j2, j3, j4, j5, j6, j7, j8, j9,
                ja, jb, jc, jd, je, jf, jg, jh, ji, jj, k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, ka,
                kb, kc, kd, ke, kf, kg, kh, ki, kj, l0, l1, l2, l3, l4, l5, l6, l7, l8, l9, la, lb,
                lc, ld, le, lf, lg, lh, li, lj, m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, ma, mb, mc,
                md, me, mf, mg, mh, mi, mj, n0, n1, n2, n3, n4, n5, n6, n7, n8, n9, na, nb, nc, nd,
                ne, nf, ng, nh, ni, nj, o0, o1, o2, o3, o4, o5, o6, o7, o8, o9, oa, ob, oc, od, oe,
                of, og, oh, oi, oj, p0, p1, p2, p3, p4, p5, p6, p7, p8, p9, pa, pb, pc, pd, pe, pf,
                pg, ph, pi, pj, q0, q1, q2, q3, q4, q5, q6, q7, q8, q9, qa, qb, qc, qd, qe, qf, qg,
                qh, qi, qj, r0, r1, r2, r3, r4, r5, r6, r7, r8, r9, ra, rb, rc, rd, re, rf, rg, rh,
                ri, rj, s0, s1, s2, s3, s4, s5, s6, s7, s8, s9, sa, sb, sc, sd, se, sf, sg, sh, si,
                sj, t0, t1, t2, t3, t4, t5, t6, t7, t8, t9, ta, tb, tc, td, te, tf, tg, th, ti, tj,
                u0, u1, u2, u3, u4, u5, u6, u7, u8, u9, ua, ub, uc, ud, ue, uf, ug, uh, ui, uj, v0,
                v1, v2, v3, v4, v5, v6, v7, v8, v9, va, vb, vc, vd, ve, vf, vg, vh, vi, vj, w0, w1,
                w2, w3, w4, w5, w6, w7, w8, w9, wa, wb, wc, wd, we, wf, wg, wh, wi, wj, x0, x1, x2,
                x3, x4, x5, x6, x7, x8, x9, xa, xb, xc, xd, xe, xf, xg, xh, xi, xj, y0, y1, y2, y3,
                y4, y5, y6, y7, y8, y9, ya, yb, yc, yd, ye, yf, yg, yh, yi, yj, z0, z1, z2, z3, z4,
                z5, z6, z7, z8, z9, za, zb;
        // spotless:on
        if (never) {
            throw new StackOverflowError();
        }
    }
}
