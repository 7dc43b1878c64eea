// Commands of packages for which there is no package here, as the usual ones write them.
export const packageMacros = String.raw`
\newcommand{\abs}[1]{\left|#1\right|} \newcommand{\norm}[1]{\left\|#1\right\|} \newcommand{\ceil}[1]{\left\lceil #1\right\rceil}
\newcommand{\floor}[1]{\left\lfloor #1\right\rfloor} \newcommand{\set}[1]{\left\{#1\right\}}
\newcommand{\ket}[1]{\left|#1\right\rangle} \newcommand{\bra}[1]{\left\langle #1\right|} \newcommand{\braket}[1]{\left\langle #1\right\rangle}
\newcommand{\Ket}[1]{\left|#1\right\rangle} \newcommand{\Bra}[1]{\left\langle #1\right|}
\newcommand{\dv}[2]{\frac{\mathrm{d}#1}{\mathrm{d}#2}} \newcommand{\pdv}[2]{\frac{\partial #1}{\partial #2}}
\newcommand{\qty}[1]{\left(#1\right)} \newcommand{\grad}{\nabla} \newcommand{\laplacian}{\nabla^2}
\newcommand{\argmin}{\operatorname*{arg\,min}} \newcommand{\argmax}{\operatorname*{arg\,max}}
\newcommand{\Tr}{\operatorname{Tr}} \newcommand{\tr}{\operatorname{tr}} \newcommand{\rank}{\operatorname{rank}} \newcommand{\diag}{\operatorname{diag}}
\newcommand{\sgn}{\operatorname{sgn}} \newcommand{\sign}{\operatorname{sign}} \newcommand{\Var}{\operatorname{Var}} \newcommand{\Cov}{\operatorname{Cov}}
\newcommand{\SI}[2]{#1\,\text{#2}} \newcommand{\qtyunit}[2]{#1\,\text{#2}} \newcommand{\num}[1]{#1} \newcommand{\ang}[1]{#1^\circ}
\newcommand{\eg}{e.g.} \newcommand{\ie}{i.e.} \newcommand{\etal}{et al.} \newcommand{\etc}{etc.} \newcommand{\wrt}{with respect to}
`;
