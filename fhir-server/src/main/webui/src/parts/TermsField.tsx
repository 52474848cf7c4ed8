import { Button, Fieldset, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { NO_TERM, type Term } from '../screens/itemForm';

interface Props {
  terms: Term[];
  error: (field: string) => string | undefined;
  onChange: (terms: Term[]) => void;
}

const FIELDS = ['loinc', 'property', 'unit', 'method'] as const;

/** The LOINC terms of a laboratory item, each with its property, UCUM unit and method. */
export function TermsField({ terms, error, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <>
      {terms.map((term, index) => (
        <Fieldset key={index} legend={t('item.term', { number: index + 1 })} my="sm">
          <div className="fields">
            {FIELDS.map((field) => (
              <TextInput
                key={field}
                label={t(`fields.${field}`)}
                name={`terms.${index}.${field}`}
                value={term[field]}
                error={error(`terms.${index}.${field}`)}
                onChange={(event) => {
                  const value = event.currentTarget.value.trim();
                  onChange(terms.map((one, at) => (at === index ? { ...one, [field]: value } : one)));
                }}
              />
            ))}
          </div>
          {terms.length > 1 && (
            <Button mt="sm" size="xs" variant="default" onClick={() => onChange(terms.filter((_, at) => at !== index))}>
              {t('item.removeTerm', { number: index + 1 })}
            </Button>
          )}
        </Fieldset>
      ))}
      <Button size="xs" variant="outline" onClick={() => onChange([...terms, NO_TERM])}>
        {t('item.addTerm')}
      </Button>
    </>
  );
}
