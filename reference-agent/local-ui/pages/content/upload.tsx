import { Dialog } from '../../components/dialog';
import { FieldPlace } from '../../components/field';
import { Menu } from '../../components/menu';

/** The way to bring a bundle to this host. */
export function Upload({ reason }: { readonly reason: string | undefined }) {
  return (
    <>
      <Menu
        id="content-actions"
        label="Actions"
        items={[{ id: 'upload', label: 'Upload Content', opens: 'upload-dialog', reason }]}
      >
        Actions
      </Menu>
      <Dialog id="upload-dialog" title="Upload Content" action="/content/upload" sendsFile>
        <p>A bundle takes the place of one with the same name, on all hosts of the group.</p>
        <FieldPlace
          id="bundle"
          label="Content bundle"
          hint="Closing this box breaks an upload off; nothing of it is kept."
        >
          <input type="file" id="bundle" name="uploadFile" aria-describedby="bundle-hint" />
        </FieldPlace>
        <progress hidden max="100" value="0" aria-label="Upload" />
      </Dialog>
    </>
  );
}
