namespace AiPromptGen.Prompts.Templates;

/// <param name="Weight">In thousandths: how often it is drawn beside the others.</param>
internal sealed record TemplateOption(TemplateNode Content, long Weight);

/// <summary><c>{a|b}</c>, <c>{2$$a|b|c}</c>: some of the options, each at most once, in the order in which they are written.</summary>
internal sealed record TemplateChoice(IReadOnlyList<TemplateOption> Options, int Least, int Most, string Separator)
    : TemplateNode
{
    public const string DefaultSeparator = ", ";

    /// <summary>A list counts once in <see cref="Written"/>; drawing from a long one is no more work.</summary>
    public bool IsList { get; init; }

    public override long Combinations { get; } =
        TemplateCount.Chosen(Options.Select(option => option.Content.Combinations), Least, Most);

    public override long Written =>
        IsList ? 1 : TemplateCount.Chosen(Options.Select(option => option.Content.Written), Least, Most);

    public override long Longest { get; } =
        Options
            .Select(option => option.Content.Longest)
            .OrderDescending()
            .Take(Most)
            .Aggregate((Most - 1L) * Separator.Length, TemplateCount.Plus);

    public override bool CanBeBlank { get; } =
        (Least == 1 || string.IsNullOrWhiteSpace(Separator))
        && Options.Count(option => option.Content.CanBeBlank) >= Least;

    public override string Draw(ulong seed)
    {
        var left = Enumerable.Range(0, Options.Count).ToList();
        var quantity = Least + (int)(StableHash.Of("quantity", seed) % (ulong)(Most - Least + 1));
        var taken = new SortedSet<int>();
        while (taken.Count < quantity)
        {
            var option = Pick(left, StableHash.Of(string.Create(null, $"option {taken.Count}"), seed));
            left.Remove(option);
            taken.Add(option);
        }

        var texts = taken.Select(option =>
            Options[option].Content.Draw(StableHash.Of(string.Create(null, $"content {option}"), seed))
        );
        return string.Join(Separator, texts);
    }

    public override IEnumerable<string> All() => Enumerable.Range(Least, Most - Least + 1).SelectMany(Sets);

    private int Pick(List<int> left, ulong number)
    {
        var point = (long)(number % (ulong)left.Sum(option => Options[option].Weight));
        foreach (var option in left)
        {
            point -= Options[option].Weight;
            if (point < 0)
            {
                return option;
            }
        }

        return left[^1];
    }

    /// <summary>Each text begun here can be finished, so there are never more of them than combinations.</summary>
    private List<string> Sets(int quantity)
    {
        var begun = new List<(int Next, string Text)> { (0, "") };
        for (var missing = quantity; missing > 0; missing--)
        {
            var (last, separator) = (Options.Count - missing, missing == quantity ? "" : Separator);
            begun =
            [
                .. from head in begun
                from option in Enumerable.Range(head.Next, last - head.Next + 1)
                from text in Options[option].Content.All()
                select (option + 1, head.Text + separator + text),
            ];
        }

        return begun.ConvertAll(set => set.Text);
    }
}
