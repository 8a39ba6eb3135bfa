namespace AiPromptGen.Prompts.Ideas;

/// <summary>The circumstances that an idea tells: night, snow, indoors, a crowd.</summary>
internal static class ContextReader
{
    public static void Read(IdeaReading reading, List<Token> tokens)
    {
        var lexicon = Lexicon.Instance;
        for (var i = 0; i < tokens.Count; i++)
        {
            var (count, means) = Compounds.At(reading.Text, tokens, i);
            if (count > 0)
            {
                reading.Contexts.UnionWith(means);
                for (var inside = i; inside < i + count; inside++)
                {
                    reading.InCompound.Add(tokens[inside].Start);
                }

                i += count - 1;
                continue;
            }

            if (i + 1 < tokens.Count)
            {
                reading.Contexts.UnionWith(lexicon.ContextsOf(Tokenizer.Join(tokens, i, 2)));
            }

            if (!Compounds.OnlyTellsKind(reading.Text, tokens, i))
            {
                reading.Contexts.UnionWith(lexicon.ContextsOf(tokens[i].Key));
            }
        }
    }
}
